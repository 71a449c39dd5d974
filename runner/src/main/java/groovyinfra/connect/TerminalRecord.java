package groovyinfra.connect;

import groovyinfra.connect.Mailbox.Happening.Reaped;
import groovyinfra.connect.TerminalRun.Ending;
import groovyinfra.model.Exit;
import groovyinfra.model.Identity;
import groovyinfra.model.ProblemException;
import java.util.List;
import java.util.Optional;

/** What a shell on a terminal writes down on its host about the end of its command, should the terminal go away with the connection. */
final class TerminalRecord {
    private static final String HUNG_UP = "its terminal went away with the connection, and that ended it\n";

    private final ShellSession session;
    private final Identity as;
    private final boolean wanted;
    private final String place = Remains.record();

    TerminalRecord(ShellSession session, Identity as, boolean wanted) {
        this.session = session;
        this.as = as;
        this.wanted = wanted;
    }

    /** What makes the shell write it. */
    String beginning() {
        return wanted ? "_gi_keep " + place + "\n" : "";
    }

    /** How a command ended that was lost: the host is connected again, and asked. */
    Ending ending(Exit.Lost lost) {
        if (!wanted) {
            return Ending.unknown(lost);
        }
        try {
            return session.isBack(lost.cause()) || session.isOpen() ? recalled(lost) : Ending.unknown(lost);
        } catch (Gone gone) {
            return Ending.unknown(gone.exit());
        }
    }

    private Ending recalled(Exit.Lost lost) {
        String[] word = said("( " + Scripts.FOLLOW + "_gi_recall " + place + "\n) </dev/null")
                .strip()
                .split(" ");
        return switch (word[0]) {
            case "end" -> Ending.of(Integer.parseInt(word[1]));
            case "hung" -> new Ending(new Exit.Killed("HUP"), HUNG_UP + (word.length > 1 ? reaped(word[1]) : ""));
            case "restarted" -> lost(lost, "the host was started again meanwhile");
            default -> lost(lost, "what ran there has left no record");
        };
    }

    private static Ending lost(Exit.Lost lost, String why) {
        return Ending.unknown(new Exit.Lost(lost.cause() + "; " + why, true));
    }

    /** Ends what has borne the loss; what is left then. */
    private String reaped(String number) {
        long shell = Long.parseLong(number);
        Reaped report = Reaper.reap(session.connection(as), Identities.LOGIN, shell, Optional.of(shell), "''");
        return TerminalRun.remark(report.left());
    }

    private String said(String script) {
        Part part = new Part(script, List.of(), Optional.empty(), 4096);
        return session.deliver(as, List.of(part), Session.Progress.SILENT, Recovery.REPEAT)
                .getFirst()
                .result()
                .stdout();
    }

    /** Nobody needs it any more. What cannot be reached now is removed by a later run. */
    void remove() {
        if (wanted && session.isOpen()) {
            try {
                said("rm -rf " + place);
            } catch (Gone | ProblemException unreachable) {
                // then a later run does it
            }
        }
    }
}

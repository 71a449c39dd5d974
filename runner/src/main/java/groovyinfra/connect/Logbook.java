package groovyinfra.connect;

import groovyinfra.model.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a shell writes down on its host, in a private directory, about what it says and how its commands end: should the connection
 * die, it can be learned from there. Used by one thread.
 */
final class Logbook {
    /** The host writes no more than this, of either stream; a shell that has said so much is replaced. */
    private static final long FULL = 16 << 20;

    private final String place = Remains.record();
    private Recovery present = Recovery.NONE; // of the message that is being carried out
    private Optional<Relays> relays = Optional.empty();
    private Optional<Relays> hushed = Optional.empty();
    private boolean begun;
    private long out;
    private long err;

    /**
     * The processes on the host through which output goes, and the directory that they belong to.
     *
     * @param out the number of the one for the output
     * @param err likewise for the errors
     */
    record Relays(long out, long err, String directory) {
        private static final Relays UNKNOWN = new Relays(0, 0, "");

        /** From the words of a frame. */
        static Relays of(String words) {
            String[] word = words.split(" ", 4);
            return new Relays(Long.parseLong(word[1]), Long.parseLong(word[2]), word[3]);
        }

        private String numbers() {
            return out + " " + err;
        }
    }

    /** What the shell is told, so that it carries out a message and writes down what is needed for its recovery. */
    String text(Message message, Recovery recovery) {
        present = recovery;
        String first = switch (recovery) {
            case FOLLOW -> begin();
            case AWAIT -> begin() + "_gi_hush\n";
            case REPEAT, NONE -> "";
        };
        return message.text(first, way());
    }

    /** What makes the shell show, in the way of the present message, that its words still come through. */
    String question() {
        return "_gi_still" + way() + "\n";
    }

    /** Where the words of the present message go: to relays, or past them. */
    private String way() {
        return switch (present) {
            case FOLLOW -> "";
            case AWAIT -> " >&5 2>&6";
            case REPEAT, NONE -> isThere() ? " >&7 2>&8" : "";
        };
    }

    private String begin() {
        String words = begun ? "_gi_noting=$_gi_record\n" : "_gi_keep " + place + "\n";
        begun = true;
        return words;
    }

    /** Whether it is known to be there. */
    boolean isThere() {
        return relays.isPresent();
    }

    boolean isFull() {
        return Math.max(out, err) > FULL;
    }

    /** Takes note of what has come for a message. */
    void add(Message message) {
        relays = relays.or(message::relays);
        hushed = hushed.or(message::hushed);
        if (isThere() && present == Recovery.FOLLOW) {
            out = known(message, false);
            err = known(message, true);
        }
    }

    // How many bytes have come through a relay, those of the message included.
    private long known(Message message, boolean error) {
        long before = error ? err : out;
        return message.relays().isPresent() ? message.taken(error) : before + message.taken(error);
    }

    /** What makes another shell remove it. */
    String removal() {
        return whole(relays, hushed, path -> path)
                .map(words -> "_gi_forget " + words + "\n")
                .orElse("");
    }

    private static Optional<String> whole(
            Optional<Relays> relays, Optional<Relays> hushed, UnaryOperator<String> path) {
        return relays.map(told -> Command.quote(path.apply(told.directory())) + " " + told.numbers()
                + hushed.map(more -> " " + more.numbers()).orElse(""));
    }

    /** What makes another shell go on with what this one says for the message. */
    String follow(Message message, ShellProcess shell) {
        Optional<Relays> writing = relays.or(message::relays);
        Optional<Relays> mute = hushed.or(message::hushed);
        boolean written = present == Recovery.FOLLOW;
        boolean known = written && writing.isPresent();
        List<Object> arguments = List.of(
                writing.map(told -> Command.quote(told.directory())).orElse(place),
                shell.number(),
                shell.birth(),
                shell.boot(),
                writing.isPresent() ? "yes" : "no",
                known ? known(message, false) : 0,
                known ? known(message, true) : 0,
                written ? "out" : "/dev/null",
                written ? "err" : "/dev/null",
                (written ? writing : mute).orElse(Relays.UNKNOWN).numbers(),
                (written ? mute : writing).orElse(Relays.UNKNOWN).numbers());
        return Scripts.FOLLOW + message.opening() + "_gi_attend "
                + arguments.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    }

    /**
     * What else a reaper must know: the directory to remove, and the processes that must be left alone.
     *
     * @param path what the directory is called there
     */
    String forReaper(Message message, UnaryOperator<String> path) {
        return whole(relays.or(message::relays), hushed.or(message::hushed), path)
                .orElse("''");
    }
}

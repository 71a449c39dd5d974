package groovyinfra.connect;

import groovyinfra.model.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a shell writes down on its host, in a private directory, about what it says and how its commands end: should the connection
 * die, it can be learned from there. Used by one thread.
 */
final class Logbook {
    /** The host writes no more than this, of either stream; a shell that has said so much is replaced. */
    private static final long FULL = 16 << 20;

    private final String place = "\"${TMPDIR:-/tmp}\"/" + Remains.PREFIX + "record-" + Nonce.next();
    private Optional<Relays> relays = Optional.empty();
    private boolean begun;
    private long out;
    private long err;

    /**
     * The processes on the host through which all output goes, and the directory that they write to.
     *
     * @param out the number of the one for the output
     * @param err likewise for the errors
     */
    record Relays(long out, long err, String directory) {
        /** From the words of a frame. */
        static Relays of(String words) {
            String[] word = words.split(" ", 4);
            return new Relays(Long.parseLong(word[1]), Long.parseLong(word[2]), word[3]);
        }
    }

    /** What makes a shell write down what comes, in a message that begins with it. */
    String begin() {
        return begun ? "_gi_noting=$_gi_record\n" : "_gi_keep " + place + "\n";
    }

    /** The same has been told to the shell. */
    void hasBegun() {
        begun = true;
    }

    /** Where a message is to say what shall not be written down. */
    String past() {
        return isThere() ? " >&7 2>&8" : "";
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
        if (isThere()) {
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
        return relays.map(told ->
                        "_gi_forget " + Command.quote(told.directory()) + " " + told.out() + " " + told.err() + "\n")
                .orElse("");
    }

    /** What makes another shell go on with what this one says for the message. */
    String follow(Message message, ShellProcess shell) {
        Relays known = relays.or(message::relays).orElse(new Relays(0, 0, ""));
        boolean there = !known.directory().isEmpty();
        List<Object> arguments = List.of(
                there ? Command.quote(known.directory()) : place,
                shell.number(),
                shell.birth(),
                shell.boot(),
                there ? "yes" : "no",
                there ? known(message, false) : 0,
                there ? known(message, true) : 0,
                known.out(),
                known.err());
        return Scripts.FOLLOW + message.opening() + "_gi_attend "
                + arguments.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    }

    /** What else a reaper must know: the directory to remove, and the processes that must be left alone. */
    String forReaper(Message message) {
        return relays.or(message::relays)
                .map(told -> Command.quote(told.directory()) + " " + told.out() + " " + told.err())
                .orElse("''");
    }
}

package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Some parts on their way through a shell: what is sent, and what has come back so far. Used by one thread. */
final class Message {
    /** In place of output that nobody knows. */
    static final byte[] MISSING = Result.GAP.getBytes(StandardCharsets.UTF_8);

    private final String nonce = Nonce.next();
    private final List<Part> parts;
    private final Session.Progress progress;
    private final Spool spool;
    private final Stream stdout;
    private final Stream stderr;
    private final List<Part.Ended> ended = new ArrayList<>();
    private final Map<Integer, Long> processes = new HashMap<>(); // by part
    private final int[] codes;
    private long began = System.nanoTime();
    private int begun = -1;
    private boolean stale;
    private Optional<Logbook.Relays> relays = Optional.empty();
    private Optional<Logbook.Relays> hushed = Optional.empty();
    private Optional<String> gone = Optional.empty();

    /** Output of commands that is too large for memory goes to the spool. */
    Message(List<Part> parts, Session.Progress progress, Spool spool) {
        this.parts = parts;
        this.spool = spool;
        this.progress = progress;
        this.codes = new int[parts.size()];
        this.stdout = new Stream(false);
        this.stderr = new Stream(true);
    }

    /** What makes a shell say its frames for this message. */
    String opening() {
        return "_gi=" + nonce + " _gi_noting=\n";
    }

    /**
     * The text for the shell. It is one compound command: the shell has all of it before it begins.
     *
     * @param first what it does before the first part
     * @param streams where it is told to write to, if not to where it always writes
     */
    String text(String first, String streams) {
        StringBuilder text = new StringBuilder(opening() + "{\n" + first + "{\nwhile :; do\n");
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String codes = part.goOn().isEmpty()
                    ? "any"
                    : part.goOn().stream().map(String::valueOf).collect(Collectors.joining(" "));
            text.append("_gi_begin ")
                    .append(i)
                    .append(" || break\n")
                    .append(part.script())
                    .append("\n_gi_end ")
                    .append(i)
                    .append(" $? '")
                    .append(codes)
                    .append("' || break\n");
        }
        return text.append("break\ndone\n_gi_frame over\n}" + streams + "\n}\n").toString();
    }

    void take(boolean error, byte[] bytes) {
        (error ? stderr : stdout).take(bytes);
    }

    /** Whether the shell is through with it. */
    boolean isOver() {
        return stdout.over && stderr.over;
    }

    /** Whether both streams have brought the answer to the question whether they still bring something. */
    boolean isAnswered() {
        return stdout.answered && stderr.answered;
    }

    /** Whether nothing more will come for it, even if it is not over. */
    boolean isSettled() {
        return isOver() || (stdout.gone && stderr.gone);
    }

    /** Whether the host has not begun with it, and will not. */
    boolean isMissed() {
        return isSettled() && !isOver() && gone.isEmpty();
    }

    /** Why nobody knows how it went on; nothing if that is known, or if the host has not begun with it. */
    Optional<String> gone() {
        return isOver() ? Optional.empty() : gone;
    }

    /** The relays that write down what comes, where they have begun with it. */
    Optional<Logbook.Relays> relays() {
        return relays;
    }

    /** Likewise those that write nothing down. */
    Optional<Logbook.Relays> hushed() {
        return hushed;
    }

    /** How many bytes of a stream have come, since its relay began. */
    long taken(boolean error) {
        return (error ? stderr : stdout).taken();
    }

    /** What comes next is what comes on the host behind what was taken. */
    void rewind() {
        stdout.frames.rewind();
        stderr.frames.rewind();
    }

    /** Whether the shell refused to begin the next part, because an earlier command has left something running. */
    boolean isStale() {
        return stale;
    }

    /** When the present part's time is over, as {@link System#nanoTime}; half a century where it has no limit. */
    long deadline() {
        return began + limit().orElse(Duration.ofDays(18_000)).toNanos();
    }

    Optional<Duration> limit() {
        return ended.size() < parts.size() ? parts.get(ended.size()).limit() : Optional.empty();
    }

    /** The process of the part that is running, if it has told. */
    Optional<Long> leader() {
        return Optional.ofNullable(processes.get(ended.size()));
    }

    /** How the parts ended that were begun. */
    List<Part.Ended> ended() {
        return ended;
    }

    /** What the present part has said on standard error. */
    String complaint() {
        return ended.size() <= begun ? stderr.kept(ended.size()).text() : "";
    }

    /** Ends the part that is running this way; what was stopped before it began has ended, too, what was lost has not. */
    void breakOff(Exit exit, String remark) {
        int part = ended.size();
        if (part <= begun || !(exit instanceof Exit.Lost) && part < parts.size()) {
            if (part > begun) {
                progress.started(part);
            }
            byte[] bytes = remark.getBytes(StandardCharsets.UTF_8);
            stderr.kept(part).add(bytes, 0, bytes.length);
            settle(exit);
        }
    }

    /** The part that both streams are through with has ended. */
    private void settle(Exit exit) {
        int part = ended.size();
        Kept out = stdout.kept(part);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Kept err = stderr.kept(part);
        Result result = new Result(exit, out.text(), err.text(), took, out.whole(), err.whole());
        ended.add(new Part.Ended(result, Set.copyOf(stderr.notes(part)), out.isCut()));
        began = System.nanoTime();
        stdout.kept[part] = null;
        stderr.kept[part] = null;
        progress.ended(part, result);
    }

    private void begin(int part) {
        began = System.nanoTime();
        begun = part;
        progress.started(part);
        stdout.tellUntold(part);
        stderr.tellUntold(part);
    }

    /** Takes note of what both streams agree on. */
    private void goOn() {
        while (begun < Math.min(stdout.part, stderr.part)) {
            if (begun >= ended.size()) {
                settle(new Exit.Code(codes[begun]));
            }
            begin(begun + 1);
        }
        if (ended.size() == begun && stdout.isBetween() && stderr.isBetween()) {
            settle(new Exit.Code(codes[begun]));
        }
    }

    /** One of the two streams. Each comes to the end of a part by itself, and may be several parts ahead of the other. */
    private final class Stream implements Frames.Sink {
        private final Frames frames = new Frames(nonce);
        private final Kept[] kept = new Kept[parts.size()];
        private final Map<Integer, Set<String>> notes = new HashMap<>();
        private final StringBuilder[] untold = new StringBuilder[parts.size()];
        private final boolean error;
        private int part = -1;
        private boolean open; // between two parts: what comes is nobody's output
        private Decoding decoding = new Decoding();
        private boolean over;
        private boolean gone;
        private boolean answered;
        private boolean noted; // from now on, output is missing
        private long relayed;

        Stream(boolean error) {
            this.error = error;
        }

        void take(byte[] bytes) {
            frames.take(bytes, this);
        }

        Kept kept(int of) {
            if (kept[of] == null) {
                int keep = parts.get(of).keep();
                kept[of] = new Kept(keep, keep > Result.LIMIT ? Optional.empty() : Optional.of(spool));
            }
            return kept[of];
        }

        Set<String> notes(int of) {
            return notes.getOrDefault(of, Set.of());
        }

        @Override
        public void output(byte[] bytes, int from, int to) {
            if (!open) {
                return; // a banner of the login shell, or something that an earlier command has left running
            }
            kept(part).add(bytes, from, to);
            if (!progress.equals(Session.Progress.SILENT)) {
                tell(decoding.next(bytes, from, to));
            }
        }

        private void tell(String text) {
            if (part <= begun && !text.isEmpty()) {
                progress.output(part, error, text);
            } else if (!text.isEmpty()) {
                untold[part] = (untold[part] == null ? new StringBuilder() : untold[part]).append(text);
            }
        }

        private void tellUntold(int of) {
            if (untold[of] != null) {
                progress.output(of, error, untold[of].toString());
                untold[of] = null;
            }
        }

        @Override
        public void frame(String words) {
            String[] word = words.split(" ", 3);
            switch (word[0]) {
                case "begin" -> begin(Integer.parseInt(word[1]));
                case "pid" -> processes.put(part, Long.valueOf(word[1]));
                case "note" ->
                    notes.computeIfAbsent(part, of -> new HashSet<>()).add(words.substring("note ".length()));
                case "end" -> end(Integer.parseInt(word[1]), Integer.parseInt(word[2]));
                case "stale" -> stale = true;
                case "still" -> answered = true;
                case "over" -> over = true;
                case "kept" -> keep(words);
                case "hushed" -> hushed = Optional.of(Logbook.Relays.of(words));
                case "noted" -> noted = true;
                case "missed" -> gone = true;
                case "gone" -> give(words.substring("gone ".length()));
                default -> throw new IllegalStateException("unknown frame: " + words);
            }
        }

        private void keep(String words) {
            relays = Optional.of(Logbook.Relays.of(words));
            relayed = frames.passed();
        }

        private void give(String reason) {
            gone = true;
            Message.this.gone = Optional.of(reason);
        }

        long taken() {
            return frames.passed() - relayed;
        }

        // What was there before comes again where a command prints the record, and where that is gone through to its
        // end.
        private void begin(int next) {
            if (open || next != part + 1) {
                return;
            }
            part = next;
            open = true;
            decoding = new Decoding();
            goOn();
        }

        private void end(int of, int code) {
            if (!open || of != part) {
                return;
            }
            if (noted) {
                output(MISSING, 0, MISSING.length);
            }
            codes[of] = code;
            open = false;
            goOn();
        }

        boolean isBetween() {
            return !open && part == begun;
        }
    }
}

package groovyinfra.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * What a program says before it lets a command begin, and when it waits for an answer. Whoever says something on standard error is
 * heard until the ready mark; nothing of what follows that is taken.
 */
final class Dialogue {
    /** So long nothing is said after a question. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Pattern QUESTION =
            Pattern.compile("(?:^|\\n)(?!(?:su|doas|sudo):\\s*$)[^\\n]*\\S[^\\n]*[:：?]\\s*$");

    private final String ready;
    private final String prompt;
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition heard = turn.newCondition();
    private final StringBuilder said = new StringBuilder(); // guarded by turn, as is what follows
    private int unanswered;
    private boolean begun;
    private boolean ended;

    /** What comes next. */
    sealed interface Turn {
        /** The command has begun. */
        record Begun() implements Turn {}

        /** It will not begin. */
        record Ended() implements Turn {}

        /** The question that was agreed on, which asks for the password. */
        record Password() implements Turn {}

        /** Another question. */
        record Question(String text) implements Turn {}
    }

    /**
     * Begins to listen.
     *
     * @param ready the line that the command says first, on standard error
     * @param prompt the question for the password, as far as the program lets us choose it
     */
    Dialogue(InputStream stderr, String ready, String prompt) {
        this.ready = ready;
        this.prompt = prompt;
        Thread.ofVirtual().name("listener to a question").start(() -> listen(stderr, true));
    }

    /** Listens to a terminal, too, on which questions are asked; for as long as it is open. */
    void alsoTo(InputStream terminal) {
        Thread.ofVirtual().name("listener to a terminal").start(() -> listen(terminal, false));
    }

    private void listen(InputStream from, boolean untilReady) {
        byte[] one = new byte[1];
        try {
            while (from.read(one) > 0 && !(hear(one[0]) && untilReady)) {
                // one byte after another: what follows the mark belongs to others
            }
        } catch (IOException closed) {
            // the end all the same
        }
        end(untilReady ? 0 : PAUSE);
    }

    /** The bytes are those of ASCII as far as it matters here. */
    private boolean hear(byte one) {
        turn.lock();
        try {
            if (said.length() < 16_384) {
                said.append((char) (one & 0xff));
            }
            begun = begun || (one == '\n' && isReady());
            heard.signalAll();
            return begun;
        } finally {
            turn.unlock();
        }
    }

    /** Whether the last line says so; a terminal puts a carriage return before its end. */
    private boolean isReady() {
        int from = Math.max(0, said.length() - ready.length() - 2);
        return said.indexOf(ready + "\n", from) >= 0 || said.indexOf(ready + "\r\n", from) >= 0;
    }

    /** What was said last may come a little later over the other channel. */
    private void end(long pause) {
        turn.lock();
        try {
            long left = pause;
            while (left > 0) {
                left = heard.awaitNanos(left);
            }
            ended = true;
            heard.signalAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /** Waits for what comes next. */
    Turn next() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            while (true) {
                String since = text().substring(Math.min(unanswered, text().length()));
                if (begun) {
                    return new Turn.Begun();
                }
                if (since.contains(prompt)) {
                    unanswered = text().length();
                    return new Turn.Password();
                }
                if (ended) {
                    return new Turn.Ended();
                }
                boolean asks = QUESTION.matcher(since).find();
                if (!asks) {
                    heard.await();
                } else if (heard.awaitNanos(PAUSE) <= 0) {
                    unanswered = text().length();
                    return new Turn.Question(since.strip());
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private String text() {
        return new String(said.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** All that was said, without the agreed question. */
    String said() {
        turn.lock();
        try {
            return text().replace(prompt, "").strip();
        } finally {
            turn.unlock();
        }
    }
}

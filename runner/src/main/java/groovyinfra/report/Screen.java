package groovyinfra.report;

import groovyinfra.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Where a console's lines go: results to one stream, progress to another. Keeps the one line that changes below everything
 * else, and out of the way while something else is written or asked. Thread-safe.
 */
public final class Screen {
    private static final String ERASE = "\r\u001b[K";

    /** The column of outcomes; on a narrow terminal it moves, so that outcome, hosts and time stand in the same line. */
    private static final int OUTCOMES = 52;

    private static final int BESIDE = 40;

    private final Appendable out;
    private final Appendable err;
    private final Look look;
    private final StringBuilder held = new StringBuilder();
    private String live = "";
    private boolean shown;
    private boolean asking;

    /** A screen over these streams. */
    public Screen(Appendable out, Appendable err, Look look) {
        this.out = out;
        this.err = err;
        this.look = look;
    }

    /** A line for the user about what the program does. */
    public void say(String text) {
        note(Line.of(Tone.FAINT, text));
    }

    /** Text of the result, line by line. */
    public void print(String text) {
        text.lines().forEach(line -> result(Line.of(line)));
    }

    /** Problems that end the program. */
    public void problems(Collection<Problem> problems) {
        ProblemText.lines("error", Tone.BAD, problems).forEach(this::note);
    }

    /** Things the user should know. */
    public void warnings(Collection<Problem> warnings) {
        ProblemText.lines("warning", Tone.CHANGE, warnings).forEach(this::note);
    }

    /** Text for the terminal that is written past the screen, without what could steer the terminal. */
    public static String harmless(String text) {
        return Harmless.text(text);
    }

    /** A line of the result. */
    synchronized void result(Line line) {
        hide();
        write(out, line.render(look.outColour()) + "\n");
        show();
    }

    /** A line of progress that stays. */
    synchronized void note(Line line) {
        hide();
        write(line.render(look.errColour()) + "\n");
        show();
    }

    /** A line that is of no interest later: not said while somebody is being asked, for whom all wait. */
    synchronized void passing(Line line) {
        if (!asking) {
            note(line);
        }
    }

    /** Whether there can be a line that changes. */
    boolean isLive() {
        return look.live();
    }

    /** The column in which the outcomes of stages begin. */
    int outcomes() {
        return look.live() ? Math.clamp(look.width() - BESIDE, BESIDE / 2, OUTCOMES) : OUTCOMES;
    }

    /** The line that changes; empty to have none. Nothing where the screen cannot do that. */
    synchronized void live(Line line) {
        String next = look.live() ? line.cut(look.width() - 1) : "";
        if (!next.equals(live)) {
            hide();
            live = next;
            show();
        }
    }

    /** Asks the user something, with nothing written in between. */
    public <T> T aside(Supplier<T> question) {
        synchronized (this) {
            hide();
            asking = true;
        }
        try {
            return question.get();
        } finally {
            synchronized (this) {
                asking = false;
                write(err, held.toString());
                held.setLength(0);
                show();
            }
        }
    }

    private void show() {
        if (!asking && !live.isEmpty()) {
            write(err, live);
            shown = true;
        }
    }

    private void hide() {
        if (shown) {
            write(err, ERASE);
            shown = false;
        }
    }

    private void write(String text) {
        if (asking) {
            held.append(text);
        } else {
            write(err, text);
        }
    }

    private static void write(Appendable stream, String text) {
        try {
            stream.append(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

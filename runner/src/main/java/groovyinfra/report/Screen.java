package groovyinfra.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * Where a console's lines go: results to one stream, progress to another. Keeps the one line that changes below everything
 * else, and out of the way while something else is written or asked. Thread-safe.
 */
public final class Screen {
    private static final String ERASE = "\r\u001b[K";

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

    Look look() {
        return look;
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

package groovyinfra.report;

import java.time.Duration;
import java.util.List;

/** What a step prints: a bounded part of it for the end of its stage, or, once the step has lasted long, every line as it comes. */
final class Printed {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final int HALF = 128 << 10;
    private static final String CUT = "\n[... left out here ...]\n";

    private final long began;
    private final StringBuilder text = new StringBuilder();
    private boolean cut;
    private boolean live;

    /** Of a step that begins now, as {@link System#nanoTime}. */
    Printed(long now) {
        began = now;
    }

    /** Takes a piece, and gives the lines that are to be shown at once. */
    List<String> add(String piece, long now) {
        text.append(piece);
        live = live || now - began > PATIENCE;
        int whole = live ? text.lastIndexOf("\n") + 1 : 0;
        if (whole > 0) {
            List<String> lines = text.substring(0, whole).lines().toList();
            text.delete(0, whole);
            return lines;
        }
        if (text.length() > 4 * HALF) {
            int head = cut ? HALF + CUT.length() : HALF;
            text.replace(head, text.length() - HALF, cut ? "" : CUT);
            cut = true;
        }
        return List.of();
    }

    /** What is still to be shown at once when the step ends. */
    List<String> end() {
        List<String> lines = live ? text.toString().lines().toList() : List.of();
        if (live) {
            text.setLength(0);
        }
        return lines;
    }

    /** What is to be shown at the end of the stage. */
    String later() {
        return live ? "" : text.toString();
    }
}

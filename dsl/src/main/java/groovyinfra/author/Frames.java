package groovyinfra.author;

import groovyinfra.model.CallPath;
import groovyinfra.model.Position;
import java.util.Arrays;

/**
 * The frames that a {@link Trail} has entered: bodies and loops that have begun and not ended. A frame knows the site where it
 * stands and how many places that site has given away so far, to bodies that began there and to calls: so no place is given twice.
 */
final class Frames {
    private static final int LINE_BITS = 20;
    private static final int COLUMN_BITS = 12;

    /** Per frame: the site where it stands in the high half, line and column in the low one; 0 before the first. */
    private long[] marks = new long[16];
    /** Per frame: which of the places of the outer frame's site it is. */
    private int[] indexes = new int[16];
    /** Per frame: how many places its site has given away. */
    private int[] given = new int[16];
    /** Per frame: the file that its sites are in. */
    private String[] files = new String[16];

    private int depth;

    static long mark(int site, int line, int column) {
        int label = Math.min(line, (1 << LINE_BITS) - 1) << COLUMN_BITS | Math.min(column, (1 << COLUMN_BITS) - 1);
        return (long) site << Integer.SIZE | Integer.toUnsignedLong(label);
    }

    /** The index of the innermost frame. */
    int depth() {
        return depth;
    }

    /** Only the outermost frame is left; it stands at this site of this file. */
    void reset(String file, long mark) {
        depth = 0;
        files[0] = file;
        marks[0] = mark;
        given[0] = 0;
    }

    /** The frames inside this one have ended. */
    void unwind(int frame) {
        depth = frame;
    }

    /** The innermost frame stands at this site. */
    void at(long mark) {
        if (marks[depth] != mark) {
            marks[depth] = mark;
            given[depth] = 0;
        }
    }

    /** A frame begins in another file, at the next place of the present site. */
    void push(String file) {
        push(file, given[depth]++);
    }

    /** A frame begins at the next place of the present site. */
    void push() {
        push(files[depth], given[depth]++);
    }

    /** A frame begins at the place that was given last. */
    void pushAtLast() {
        push(files[depth], given[depth] - 1);
    }

    private void push(String file, int index) {
        depth++;
        if (depth == marks.length) {
            grow();
        }
        files[depth] = file;
        indexes[depth] = index;
        marks[depth] = 0;
        given[depth] = 0;
    }

    /** The innermost frame begins again, at the next place of the site where it began. */
    void next() {
        indexes[depth] = given[depth - 1]++;
        marks[depth] = 0;
        given[depth] = 0;
    }

    private void grow() {
        int size = marks.length * 2;
        marks = Arrays.copyOf(marks, size);
        indexes = Arrays.copyOf(indexes, size);
        given = Arrays.copyOf(given, size);
        files = Arrays.copyOf(files, size);
    }

    /** The next place of the present site. */
    CallPath give() {
        int[] places = new int[2 * depth + 2];
        for (int frame = 0; frame <= depth; frame++) {
            places[2 * frame] = (int) (marks[frame] >>> Integer.SIZE);
            places[2 * frame + 1] = frame < depth ? indexes[frame + 1] : given[frame]++;
        }
        return CallPath.of(position(), places);
    }

    /** Where the innermost frame that has come to a site stands. */
    Position position() {
        int frame = depth;
        while (frame > 0 && marks[frame] == 0) {
            frame--;
        }
        int label = (int) marks[frame];
        return new Position(files[frame], label >>> COLUMN_BITS, label & ((1 << COLUMN_BITS) - 1));
    }
}

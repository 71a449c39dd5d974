package groovyinfra.model;

import java.util.Arrays;

/**
 * The place of a call in the program: from the deploy file down to the call, in evaluation order.
 *
 * <p>A path is a row of numbers: first the index of the deploy file, then for every body on the way (block, closure, loop,
 * recipe, included file) the evaluation-order number of the statement or call within that body, followed by the iteration in
 * which the body it leads into was entered. Paths compare number by number; a path that is the beginning of another one comes
 * first. Calls of two hosts belong to the same stage exactly when their paths are equal. The position is a label only.
 */
public final class CallPath implements Comparable<CallPath> {
    private final int[] places;
    private final int hash;
    private final Position position;

    private CallPath(int[] places, Position position) {
        this.places = places;
        this.hash = Arrays.hashCode(places);
        this.position = position;
    }

    /** A path of these numbers, outermost first; the array is copied. */
    public static CallPath of(Position position, int... places) {
        return new CallPath(places.clone(), position);
    }

    /** The place one level further in, labelled as this one. */
    public CallPath inner(int place) {
        int[] longer = Arrays.copyOf(places, places.length + 1);
        longer[places.length] = place;
        return new CallPath(longer, position);
    }

    /** The place that comes after everything inside this one. */
    public CallPath end() {
        return inner(Integer.MAX_VALUE);
    }

    /** Whether this place lies inside the given one, or is it. */
    public boolean within(CallPath outer) {
        return outer.places.length <= places.length
                && Arrays.equals(outer.places, 0, outer.places.length, places, 0, outer.places.length);
    }

    /** The numbers, outermost first. */
    public int[] places() {
        return places.clone();
    }

    /** Where the call stands in its source. */
    public Position position() {
        return position;
    }

    @Override
    public int compareTo(CallPath other) {
        return Arrays.compare(places, other.places);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallPath path && hash == path.hash && Arrays.equals(places, path.places);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return position + Arrays.toString(places);
    }
}

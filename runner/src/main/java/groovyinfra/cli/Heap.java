package groovyinfra.cli;

import java.util.function.LongSupplier;

/**
 * Keeps the heap of a long run near what the run needs. The serial collector collects what is old only when the heap has
 * reached its bound, a quarter of the machine's memory; until then it takes more memory for whatever has outlived two
 * collections of the young, and most of that is of calls that are long over.
 *
 * <p>So all is collected as soon as the heap is a third larger than it was in the beginning, or after the last time. What lives
 * is copied four times at most on the way to any size.
 */
final class Heap {
    private static final long SMALL = 64L << 20;

    private final LongSupplier size;
    private final Runnable collect;
    private long bound;

    /**
     * A heap as it is now.
     *
     * @param size what the heap takes of the machine's memory, in bytes
     * @param collect collects everything
     */
    Heap(LongSupplier size, Runnable collect) {
        this.size = size;
        this.collect = collect;
        this.bound = bound();
    }

    /** The heap of this process. */
    static Heap ofProcess() {
        return new Heap(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /** Collects, if the heap has become too large for what it was. To be asked whenever something has happened. */
    void keep() {
        if (size.getAsLong() > bound) {
            collect.run();
            bound = bound();
        }
    }

    private long bound() {
        return Math.max(SMALL, size.getAsLong() * 4 / 3);
    }
}

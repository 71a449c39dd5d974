package groovyinfra.cli;

import java.util.function.LongSupplier;

/**
 * Keeps the heap of a long run near what the run needs. The serial collector collects what is old only when the heap has
 * reached its bound, a quarter of the machine's memory; until then it takes more memory for whatever has outlived two
 * collections of the young, and most of that is of calls that are long over.
 *
 * <p>So all is collected as soon as the heap is half as large again as it was in the beginning, or after the last time. What lives is copied three
 * times at most on the way to any size, and the young have more room afterwards: it costs no more than it saves.
 */
final class Heap implements AutoCloseable {
    private static final long EVERY_MS = 500;
    private static final long SMALL = 64L << 20;

    private final LongSupplier size;
    private final Runnable collect;
    private final Thread watch = Thread.ofVirtual().name("heap").unstarted(this::look);
    private long bound;

    /**
     * A heap that has not been looked at yet.
     *
     * @param size what the heap takes of the machine's memory, in bytes
     * @param collect collects everything
     */
    Heap(LongSupplier size, Runnable collect) {
        this.size = size;
        this.collect = collect;
        this.bound = bound();
    }

    /** Looks after the heap of this process, until closed. */
    static Heap watched() {
        Heap heap = new Heap(Runtime.getRuntime()::totalMemory, System::gc);
        heap.watch.start();
        return heap;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(EVERY_MS);
                keep();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects, if the heap is too large for what it was last time. */
    void keep() {
        if (size.getAsLong() > bound) {
            collect.run();
            bound = bound();
        }
    }

    private long bound() {
        return Math.max(SMALL, size.getAsLong() * 3 / 2);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}

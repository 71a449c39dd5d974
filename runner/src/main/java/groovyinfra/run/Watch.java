package groovyinfra.run;

/** Looks from time to time whether hosts are waited for longer than usual. On a platform thread: user code cannot starve it. */
final class Watch {
    private static final long EVERY_MS = 1000;

    private Watch() {}

    /** Watches while the action lasts. */
    static void during(Runnable action, Conductor conductor) {
        Thread thread = Thread.ofPlatform().daemon().name("watch").start(() -> look(conductor));
        try {
            action.run();
        } finally {
            thread.interrupt();
        }
    }

    private static void look(Conductor conductor) {
        try {
            while (true) {
                Thread.sleep(EVERY_MS);
                conductor.nameThoseAwaited();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}

package groovyinfra.run;

import java.util.concurrent.locks.LockSupport;

/** Where the thread of one host waits until the conductor lets it through, with a word on how to go on. */
final class Turnstile {
    /** The way on. */
    sealed interface Pass {
        /** It is the host's turn, in the stage of this number (0 where stages are not counted). */
        record Go(int stage) implements Pass {}

        /** The host runs the block for all who stand at it. */
        record Chosen() implements Pass {}

        /** The block is over. */
        record Over() implements Pass {}

        /** What it waited for cannot come. */
        record Stuck(String circle) implements Pass {}

        /** The run ends. */
        record End() implements Pass {}
    }

    private volatile Thread waiting;
    private volatile Pass pass;

    /** Lets the host through; once for each wait. */
    void open(Pass word) {
        pass = word;
        LockSupport.unpark(waiting);
    }

    /** Waits for the word. An interrupt does not end the wait: the conductor always opens in the end. */
    Pass await() {
        waiting = Thread.currentThread();
        boolean interrupted = false;
        Pass word = pass;
        while (word == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            word = pass;
        }
        pass = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return word;
    }
}

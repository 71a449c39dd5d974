package groovyinfra.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How retries wait; specs step over it. */
@FunctionalInterface
interface Pauses {

    /** Lets the time pass; gives false where the run is stopped meanwhile, or the thread is interrupted. */
    boolean pause(Duration time, CountDownLatch stopped);

    /** Real time. */
    Pauses REAL = (time, stopped) -> {
        try {
            return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    };
}

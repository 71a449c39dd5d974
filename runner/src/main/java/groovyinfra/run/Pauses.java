package groovyinfra.run;

import java.time.Duration;

/** How retries wait; specs step over it. */
@FunctionalInterface
interface Pauses {

    /** Lets the time pass, or ends early when the thread is interrupted. */
    void pause(Duration time);

    /** Real time. */
    Pauses REAL = time -> {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    };
}

package groovyinfra.run;

import java.util.Optional;

/** Where a host stands, for the merge and for people. Guarded by the conductor's lock, except what says so. */
final class Standing {
    /** The host waits there without the lock. */
    final Turnstile turnstile = new Turnstile();

    Arrival arrival;
    StageRun stage;
    Optional<String> exclusive = Optional.empty();
    boolean waits;
    boolean done;
    /** Its evaluation was told to end; of its own thread only, without the lock. */
    boolean ended;

    /** The host goes on. */
    void open(Turnstile.Pass pass) {
        waits = false;
        turnstile.open(pass);
    }
}

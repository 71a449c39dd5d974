package groovyinfra.run;

import java.util.Optional;

/** Where a host stands, for the merge and for people. Guarded by the conductor's lock, except the turnstile. */
final class Standing {
    final Turnstile turnstile = new Turnstile();
    Arrival arrival;
    StageRun stage;
    Optional<String> exclusive = Optional.empty();
    boolean waits;
    boolean done;

    /** The host goes on. */
    void open(Turnstile.Pass pass) {
        waits = false;
        turnstile.open(pass);
    }
}

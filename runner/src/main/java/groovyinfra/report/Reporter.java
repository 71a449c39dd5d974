package groovyinfra.report;

/** A reader of a run's events. Called by one thread at a time, in the order of the events. */
public interface Reporter {

    /** Takes an event; fast, since the run waits. */
    void on(Event event);
}

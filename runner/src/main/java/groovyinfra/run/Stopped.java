package groovyinfra.run;

import groovyinfra.deploy.Halt;
import groovyinfra.report.Event;

/** Ends the evaluation of a host in a way that the engine has decided already. */
final class Stopped extends Halt {
    /** How the host's evaluation ends. */
    final transient Event.End end;

    Stopped(Event.End end) {
        this.end = end;
    }
}

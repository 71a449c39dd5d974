package groovyinfra.author;

import groovyinfra.model.BackgroundJob;
import groovyinfra.model.JobList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The jobs of the host and the user at this point of a program, also those that an earlier run has started. */
public final class DeployJobs {

    /** The last job of this name, or the one with this id; it is looked for when it is waited for. */
    public JobHandle named(String name) {
        return new JobHandle(name, name, UnaryOperator.identity());
    }

    /** All of them as they are now, the oldest first. */
    public List<BackgroundJob> getAll() {
        return Program.sequence("jobs.all").fact(new JobList(), true);
    }
}

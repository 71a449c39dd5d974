package groovyinfra.author;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.BackgroundJob;
import java.util.Map;

/** What can be asked of a call that has started a job: {@code job.wait(timeout: 10.min)}, {@code job.poll}. A Groovy extension module. */
public final class JobMethods {
    private JobMethods() {}

    /** Waits for the end of the job: output, exit code and failure are the job's. */
    public static CallResult wait(CallResult self, Map<String, ?> options) {
        return job(self, "wait").await(options);
    }

    /** How far the job is now; waits for nothing. */
    public static BackgroundJob getPoll(CallResult self) {
        return job(self, "poll").poll();
    }

    private static StartedJob job(CallResult self, String asked) {
        if (self instanceof StartedJob job) {
            return job;
        }
        throw Library.problem(
                "Call has started no job",
                "'" + asked + "' is asked of a call that was over when it returned",
                "Give background: true to the call");
    }
}

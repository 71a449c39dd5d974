import java.util.List;
import java.util.Map;

/**
 * One thing that a tool does while it is timed.
 *
 * @param before makes the hosts ready for it; not timed
 */
record Task(String title, List<String> command, Map<String, String> environment, Step before) {

    /** Something that may fail. */
    interface Step {
        void run() throws Exception;
    }

    Task(String title, List<String> command) {
        this(title, command, Map.of(), () -> {});
    }

    Task with(Map<String, String> environment) {
        return new Task(title, command, environment, before);
    }

    Task after(Step before) {
        return new Task(title, command, environment, before);
    }
}

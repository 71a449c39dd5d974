package groovyinfra.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a call has to do, one thing at a time. A call's steps stop at the first that fails. */
public sealed interface Step {

    /** For people: the command, or what happens to which path. */
    String shown();

    /**
     * A command in a shell of the host.
     *
     * @param options narrow those of the call
     * @param stdin nothing means {@code /dev/null}
     */
    record Run(Command command, Options options, Optional<Content> stdin) implements Step {
        @Override
        public String shown() {
            return command.shown();
        }
    }

    /**
     * Content for a file of the host. Written beside the destination, private until owner and mode are set, then renamed.
     *
     * @param mode nothing keeps the mode of the file it replaces, or is 0644 for a new one
     * @param owner nothing keeps the owner of the file it replaces, or is the user of the shell
     * @param difference what would change, where it may be shown
     */
    record Upload(
            Content content,
            String path,
            Optional<Mode> mode,
            Optional<String> owner,
            Optional<String> group,
            Optional<Difference> difference)
            implements Step {
        @Override
        public String shown() {
            return "write " + path;
        }
    }

    /** A file of the host, brought to the controller. */
    record Download(String path, Path destination) implements Step {
        @Override
        public String shown() {
            return "read " + path + " to " + destination;
        }
    }

    /** Something that happens on the controller. */
    record Local(String label, Callable<Result> action) implements Step {
        @Override
        public String shown() {
            return label;
        }
    }

    /** A line for the user. */
    record Say(String text) implements Step {
        @Override
        public String shown() {
            return text;
        }
    }

    /** The connection is closed and opened again. */
    record Reconnect() implements Step {
        @Override
        public String shown() {
            return "connect again";
        }
    }
}

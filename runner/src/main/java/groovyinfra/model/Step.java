package groovyinfra.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

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
     * A command that is started in a shell of the host, and goes on by itself.
     *
     * @param id of the job: a second start with it finds that it was started already
     * @param name what it is called where jobs are listed
     */
    record Start(String id, String name, Run command) implements Step {
        /** An id that no other job has. */
        public static String newId() {
            return UUID.randomUUID().toString().substring(0, 8);
        }

        @Override
        public String shown() {
            return command.shown();
        }
    }

    /**
     * The end of a command that goes on by itself: its output and its exit become those of the step. Its record goes when they have
     * come.
     *
     * @param job id or name
     * @param name for people
     */
    record Await(String job, String name) implements Step {
        @Override
        public String shown() {
            return "wait for " + name;
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

    /**
     * Regular files for a directory of the host, as one stream: they arrive in a private directory inside of it, and when all are
     * there, each takes the place of what was there before. The directories that they are in exist.
     *
     * @param owner nothing leaves them to the user of the shell
     */
    record Tree(String path, List<Member> members, Optional<String> owner, Optional<String> group) implements Step {
        private static final int FEW = 20;

        public Tree {
            members = List.copyOf(members);
        }

        /**
         * One of the files.
         *
         * @param path below that of the tree
         * @param uid of the owner, if the shell may choose it, like the group
         */
        public record Member(String path, Content content, long size, Mode mode, long uid, long gid) {}

        @Override
        public String shown() {
            String names = members.stream().limit(FEW).map(Member::path).collect(Collectors.joining(", "));
            String more = members.size() > FEW ? " and " + (members.size() - FEW) + " more" : "";
            return "write " + members.size() + " files below " + path + ": " + names + more;
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

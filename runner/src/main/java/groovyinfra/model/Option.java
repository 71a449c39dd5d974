package groovyinfra.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An option that every call has. The compiler checks names and types of calls against this table, the documentation and the
 * inventory's {@code options:} are read from it.
 *
 * @param name as it is written in deploy files and inventories
 * @param type the shape of its value; what is given is converted to it, as an operation's own option would be
 * @param element the shape of a list's elements, of a map's values; Object otherwise
 * @param doc one sentence
 * @param available whether it works; one that does not work yet is a compile problem
 * @param least the smallest number that means something
 */
public record Option<T>(
        String name, Class<?> type, Class<?> element, String doc, boolean available, OptionalInt least) {
    public static final Option<String> NAME =
            option("name", String.class, "What the call is called in plans and progress.");
    public static final Option<Identity> SUDO =
            option("sudo", Identity.Sudo.class, "Runs by sudo: true for root, or the name of a user.");
    public static final Option<Identity> SU =
            option("su", Identity.Su.class, "Runs by su: true for root, or the name of a user.");
    public static final Option<Identity> DOAS =
            option("doas", Identity.Doas.class, "Runs by doas: true for root, or the name of a user.");
    public static final Option<Boolean> LOGIN_SHELL = option(
            "loginShell", Boolean.class, "true: by sudo or su as after a login, with what that user's profile sets.");
    public static final Option<Boolean> KEEP_ENV = option(
            "keepEnv",
            Boolean.class,
            "true: by sudo or su with the environment of the login user, where that is allowed.");
    public static final Option<String> CHDIR = option(
            "chdir",
            String.class,
            "The directory in which commands run, and in which creates looks; other paths have to be whole ones then.");
    public static final Option<Map<String, String>> ENV = several(
            "env",
            Map.class,
            String.class,
            "Environment variables for commands; not for secrets, which others could read there.");
    public static final Option<String> SHELL_EXECUTABLE =
            option("shellExecutable", String.class, "The shell that runs commands, instead of sh.");
    public static final Option<Content> STDIN =
            option("stdin", Content.class, "Standard input of commands: text, a secret; /dev/null without it.");
    public static final Option<Boolean> PTY = option(
            "pty",
            Boolean.class,
            "true: runs commands on a terminal of their own; stdin is typed, output and errors are one.");
    public static final Option<Duration> TIMEOUT =
            option("timeout", Duration.class, "How long one attempt may take; then it is killed on the host.");
    public static final Option<Boolean> BACKGROUND = option(
            "background",
            Boolean.class,
            "true: the command goes on by itself on the host; job.wait() waits for its end.");
    public static final Option<Integer> RETRIES =
            from(0, "retries", Integer.class, "How often a failed call is tried again.");
    public static final Option<Duration> RETRY_DELAY = option(
            "retryDelay", Duration.class, "The pause before the first retry, doubled for each further one; 1 s.");
    public static final Option<Predicate<Result>> RETRY_UNTIL =
            option("retryUntil", Predicate.class, "Tries again until this is true of the last result.");
    public static final Option<Integer> PARALLEL =
            from(1, "parallel", Integer.class, "On how many hosts the call may run at once.");
    public static final Option<Boolean> SERIAL = option("serial", Boolean.class, "true: on one host after another.");
    public static final Option<String> THROTTLE =
            later("throttle", String.class, "The named limit that the call is under.");
    public static final Option<Boolean> ONCE =
            option("once", Boolean.class, "true: on the first host that gets here only.");
    public static final Option<Boolean> IGNORE_ERRORS =
            option("ignoreErrors", Boolean.class, "true: a failure is shown, and the host goes on.");
    public static final Option<Boolean> WHEN =
            option("when", Boolean.class, "false: the call is skipped on this host.");
    public static final Option<String> CREATES =
            option("creates", String.class, "A path; the call is skipped where it exists.");
    public static final Option<Command> UNLESS =
            option("unless", Command.class, "A command that only looks; the call is skipped where it succeeds.");
    public static final Option<Predicate<Result>> CHANGED_IF =
            option("changedIf", Predicate.class, "Whether the last result counts as a change.");
    public static final Option<Predicate<Result>> FAILED_IF =
            option("failedIf", Predicate.class, "Whether the last result counts as a failure.");
    public static final Option<List<Integer>> SUCCESS_CODES =
            several("successCodes", List.class, Integer.class, "The exit codes that are no failure; 0.");
    public static final Option<Boolean> READ_ONLY =
            option("readOnly", Boolean.class, "true: the command changes nothing; it runs in a plan, too.");
    public static final Option<Boolean> SENSITIVE =
            option("sensitive", Boolean.class, "true: neither command nor output is shown.");
    public static final Option<List<String>> TAGS = new Option<>(
            "tags", List.class, String.class, "Words by which calls can be chosen.", false, OptionalInt.empty());

    private static final List<Option<?>> TABLE = List.of(
            NAME,
            SUDO,
            SU,
            DOAS,
            LOGIN_SHELL,
            KEEP_ENV,
            CHDIR,
            ENV,
            SHELL_EXECUTABLE,
            STDIN,
            PTY,
            TIMEOUT,
            BACKGROUND,
            RETRIES,
            RETRY_DELAY,
            RETRY_UNTIL,
            PARALLEL,
            SERIAL,
            THROTTLE,
            ONCE,
            IGNORE_ERRORS,
            WHEN,
            CREATES,
            UNLESS,
            CHANGED_IF,
            FAILED_IF,
            SUCCESS_CODES,
            READ_ONLY,
            SENSITIVE,
            TAGS);

    /** As whom a command runs, and whether others may see it. */
    public static final Set<Option<?>> OF_THE_USER = Set.of(SUDO, SU, DOAS, LOGIN_SHELL, KEEP_ENV, SENSITIVE);

    /** What speaks of the end of a command: nothing that can be said of its start. */
    public static final Set<Option<?>> OF_THE_END =
            Set.of(CHANGED_IF, FAILED_IF, RETRY_UNTIL, SUCCESS_CODES, READ_ONLY);

    /** What concerns a command that is started, and not who waits for it or looks at it. */
    public static final Set<Option<?>> NOT_FOR_JOBS = Set.of(
            BACKGROUND,
            PTY,
            CHDIR,
            ENV,
            SHELL_EXECUTABLE,
            STDIN,
            CREATES,
            UNLESS,
            CHANGED_IF,
            FAILED_IF,
            RETRY_UNTIL,
            SUCCESS_CODES,
            READ_ONLY);

    private static final Map<String, Option<?>> BY_NAME =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

    private static <T> Option<T> option(String name, Class<?> type, String doc) {
        return new Option<>(name, type, Object.class, doc, true, OptionalInt.empty());
    }

    private static <T> Option<T> from(int least, String name, Class<?> type, String doc) {
        return new Option<>(name, type, Object.class, doc, true, OptionalInt.of(least));
    }

    private static <T> Option<T> several(String name, Class<?> type, Class<?> element, String doc) {
        return new Option<>(name, type, element, doc, true, OptionalInt.empty());
    }

    private static <T> Option<T> later(String name, Class<?> type, String doc) {
        return new Option<>(name, type, Object.class, doc, false, OptionalInt.empty());
    }

    /** Why a value of the right type means nothing, if so. */
    public Optional<String> refusal(Object value) {
        return switch (value) {
            case Integer number
            when least.isPresent() && number < least.getAsInt() ->
                Optional.of(number + " is less than " + least.getAsInt());
            case Duration time
            when time.isNegative() || (equals(TIMEOUT) && time.isZero()) ->
                Optional.of(time.toMillis() + " ms is no time to wait");
            case null, default -> Optional.empty();
        };
    }

    /** Names are unique; a record's own comparison would go through all that it says, and costs each start 10 ms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Option<?> option && name.equals(option.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** All of them, in the order of the documentation. */
    public static List<Option<?>> all() {
        return TABLE;
    }

    /** The option of this name. */
    public static Optional<Option<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}

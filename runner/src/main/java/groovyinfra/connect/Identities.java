package groovyinfra.connect;

import groovyinfra.model.Command;
import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How one becomes another user on a host, and why that may fail. */
final class Identities {
    /** No shell, not even a csh, sees anything special in such a name. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*");

    /** What is said instead of a shell, and what it means; the first that fits counts. */
    private record Reason(String said, String summary, String attempt) {}

    private static final List<Reason> REASONS = List.of(
            new Reason(
                    "password is required|terminal is required|authentication is required|authentication required|no"
                            + " tty present|askpass",
                    "%1$s asks for a password",
                    "run on a terminal, or give %2$sPassword: in the inventory"),
            new Reason(
                    "must have a tty|requiretty|run from a terminal|tty is required|script: cannot create",
                    "%1$s wants a terminal",
                    "%3$s"),
            new Reason(
                    "script: (?:command )?not found|cannot find command.*script|exec: script",
                    "The host has no script",
                    "install script there (package bsdutils or util-linux), for it gives %4$s a terminal"),
            new Reason(
                    "unknown user|unknown uid|no passwd entry|does not exist|user .* not found",
                    "No such user: %5$s",
                    "create the user first, or correct the name"),
            new Reason(
                    "not in the sudoers|not allowed|may not run|operation not permitted|i'm afraid i can't do that",
                    "%1$s is not allowed",
                    "let the host's configuration of %4$s allow this user to become %5$s"),
            new Reason("is refused on", "%1$s is refused", "take %4$s: away, or use a host of your own"),
            new Reason("doas is not enabled|doas.conf", "Doas is not set up", "write a rule into the host's doas.conf"),
            new Reason("not available|nologin", "User has no shell: %5$s", "%6$s, or give the user one"),
            new Reason(
                    "command not found|(?:sudo|su|doas)[^/\\n]*(?:not found|no such file)",
                    "The host has no %4$s",
                    "install %4$s there, or connect as %5$s"));

    private Identities() {}

    /** What makes a POSIX shell of the login user out of any login shell. */
    static final String LOGIN = "exec sh";

    /** The program by which one becomes that user. */
    static String program(Identity identity) {
        return switch (identity) {
            case Identity.Login _ -> "sh";
            case Identity.Sudo _ -> "sudo";
            case Identity.Su _ -> "su";
            case Identity.Doas _ -> "doas";
        };
    }

    /** A command as that user, who is not asked anything. */
    static String silent(Host host, Identity identity, String command) {
        String rest = command.substring("exec ".length());
        return switch (identity) {
            case Identity.Login _ -> command;
            case Identity.Sudo(String user, Identity.Manner manner) ->
                "exec sudo -n " + sudoFlags(manner) + "-u " + checked(host, identity, user) + " "
                        + through(manner, rest);
            case Identity.Doas(String user, Identity.Manner manner) -> {
                checkDoas(host, manner);
                yield "exec doas -n -u " + checked(host, identity, user) + " " + rest;
            }
            case Identity.Su _ -> throw new IllegalStateException("su cannot be told not to ask");
        };
    }

    /** A command as that user, who may be asked for a password: by this prompt, if that can be chosen. */
    static String asking(Host host, Identity identity, String prompt, String command) {
        String user = checked(host, identity, Identity.name(identity));
        return switch (identity) {
            case Identity.Login _ -> command;
            case Identity.Sudo(String _, Identity.Manner manner) ->
                "exec sudo -S -p " + prompt + " " + sudoFlags(manner) + "-u " + user + " "
                        + through(manner, "sh -c '" + command + "'");
            case Identity.Doas(String _, Identity.Manner manner) -> {
                checkDoas(host, manner);
                yield "exec doas -u " + user + " sh -c '" + command + "'";
            }
            case Identity.Su(String _, Identity.Manner manner) ->
                "exec su " + (manner.keepEnv() ? "-m " : "")
                        + (manner.loginShell() ? "- " + user : "-s /bin/sh " + user)
                        + " -c '" + command + "'";
        };
    }

    private static String sudoFlags(Identity.Manner manner) {
        return (manner.keepEnv() ? "-E " : "") + (manner.loginShell() ? "-i " : "-H ");
    }

    /** Sudo gives all words to the login shell so that it sees nothing special in them, but for the dollar sign. */
    private static String through(Identity.Manner manner, String words) {
        if (!manner.loginShell() || words.indexOf('$') < 0) {
            return words;
        }
        StringBuilder digits = new StringBuilder();
        for (byte b : ("exec " + words).getBytes(StandardCharsets.UTF_8)) {
            digits.append("\\\\\\\\0%03o".formatted(b & 0xff));
        }
        return "sh -c 'eval \"`printf %b " + digits + "`\"'";
    }

    private static void checkDoas(Host host, Identity.Manner manner) {
        if (!manner.equals(Identity.Manner.PLAIN)) {
            throw problem(
                    host,
                    "Doas has no such flag",
                    manner.keepEnv() ? "keepEnv" : "loginShell",
                    "use sudo:, or write keepenv into the host's doas.conf");
        }
    }

    /**
     * What a shell does first on such a connection: it goes to the home of its user, wherever a start-up file has led it. Temporary
     * files go where the host's settings say.
     */
    static String first(Host host, Connection connection) {
        String temporary = temporary(host)
                .map(path -> "TMPDIR=" + Command.quote(path) + "; export TMPDIR\n")
                .orElse("");
        return temporary + (connection.beginsInPlace() ? "" : "cd \"$HOME\" 2>/dev/null || cd /");
    }

    /** What it says before its greeting, where a directory is not there that the host's settings name. */
    static String lacking(Host host) {
        return temporary(host)
                .map(path -> "[ -d \"$TMPDIR\" ] || _gi_frame lacks\n")
                .orElse("");
    }

    private static Optional<String> temporary(Host host) {
        return Optional.ofNullable(host.settings().get("tempDirectory")).map(Object::toString);
    }

    static ProblemException noTemporary(Host host) {
        return problem(
                host,
                "No directory for temporary files",
                "tempDirectory: " + temporary(host).orElse(""),
                "create it on the host, or correct tempDirectory: in the inventory");
    }

    private static String checked(Host host, Identity identity, String user) {
        if (USER.matcher(user).matches()) {
            return user;
        }
        String option = program(identity);
        throw problem(host, "Not a user name", "'" + user + "'", "give " + option + ": true, or the name of a user");
    }

    /** Whether it would go on with a password. */
    static boolean wantsPassword(String said) {
        return has(said, REASONS.getFirst().said());
    }

    /** Whether it would go on if it had a terminal. */
    static boolean wantsTerminal(Identity identity, String said) {
        return !(identity instanceof Identity.Login) && has(said, REASONS.get(1).said());
    }

    /** Whether a question is the one for the password, in whatever language: sudo asks it as we tell it to, or means something else. */
    static boolean meansPassword(Identity identity, String question) {
        return !(identity instanceof Identity.Sudo)
                ? !has(question, "code|token|otp|verification")
                : has(question, "passw|passphrase|kennwort");
    }

    /** Whether answers go to standard input, even where there is a terminal. */
    static boolean readsInput(Identity identity) {
        return identity instanceof Identity.Sudo;
    }

    /** Whether this, said after a password was shown, means that it was wrong. */
    static boolean wasWrong(Identity identity, String said) {
        return has(said, "try again|incorrect|authentication fail|authorization fail|authenticate")
                || (!(identity instanceof Identity.Sudo) && !has(said, "not allowed|expired|denied|permitted"));
    }

    static ProblemException wrongPassword(Host host, Identity identity, String said) {
        return problem(
                host,
                capital(program(identity)) + " does not accept the password",
                said,
                "correct the password, and run again");
    }

    static ProblemException severalLines(Host host, Identity identity) {
        return problem(
                host,
                "A password of several lines",
                "for " + program(identity),
                "let the secret's source give one line");
    }

    static ProblemException question(Host host, Identity identity, String question) {
        return problem(
                host,
                capital(program(identity)) + " asks a question",
                question,
                "run on a terminal to answer it, or let the host ask " + program(identity) + " for a password only");
    }

    static ProblemException noTerminal(Host host, Identity identity, IOException cause) {
        return problem(
                host,
                capital(program(identity)) + " wants a terminal",
                "none is to be had: " + cause.getMessage(),
                "use sudo:, which needs none");
    }

    /** Why there is no shell, from what was said instead. */
    static ProblemException refused(Host host, Identity identity, String said) {
        return new NoIdentity(identity, refusal(host, identity, said).problems().getFirst());
    }

    private static ProblemException refusal(Host host, Identity identity, String said) {
        if (identity instanceof Identity.Login) {
            return problem(host, "The host gives no shell", said, "let this user's login shell run: exec sh");
        }
        String program = program(identity);
        String password = identity instanceof Identity.Su ? "su" : "sudo";
        String terminal = identity instanceof Identity.Sudo
                ? "take requiretty out of the host's sudoers"
                : "use sudo:, which needs none";
        String shell = identity instanceof Identity.Sudo
                ? "leave loginShell: true out"
                : "use sudo:, which needs no login shell";
        String user = Identity.name(identity);
        Object[] words = {capital(program), password, terminal, program, user, shell};
        return REASONS.stream()
                .filter(reason -> has(said, reason.said()))
                .findFirst()
                .map(reason -> problem(
                        host,
                        reason.summary().formatted(words),
                        said,
                        reason.attempt().formatted(words)))
                .orElseGet(() -> problem(
                        host,
                        capital(program) + " gives no shell",
                        said,
                        "try on the host: " + byHand(identity, user)));
    }

    private static String byHand(Identity identity, String user) {
        return switch (identity) {
            case Identity.Login _ -> "sh";
            case Identity.Sudo(String _, Identity.Manner manner) ->
                "sudo -n " + (manner.equals(Identity.Manner.PLAIN) ? "" : sudoFlags(manner)) + "-u " + user + " sh";
            case Identity.Su _ -> "su -s /bin/sh " + user;
            case Identity.Doas _ -> "doas -u " + user + " sh";
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static boolean has(String said, String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(said).find();
    }

    private static ProblemException problem(Host host, String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.host(host.name()), detail, attempt));
    }
}

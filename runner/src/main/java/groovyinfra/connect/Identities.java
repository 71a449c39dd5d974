package groovyinfra.connect;

import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.util.regex.Pattern;

/** How one becomes another user on a host, and why that may fail. */
final class Identities {
    /** No shell, not even a csh, sees anything special in such a name. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*");

    private Identities() {}

    /** What makes a POSIX shell of that user out of any login shell. */
    static String invocation(Host host, Identity identity) {
        return switch (identity) {
            case Identity.Login _ -> "exec sh";
            case Identity.Sudo(String user) -> "exec sudo -n -H -u " + checked(host, user) + " sh";
            case Identity.Su _ -> throw notYet(host, "su");
            case Identity.Doas _ -> throw notYet(host, "doas");
        };
    }

    /** What such a shell does first: another user may not even look into the directory where the login user begins. */
    static String first(Identity identity) {
        return identity instanceof Identity.Login ? "" : "cd \"$HOME\" 2>/dev/null || cd /";
    }

    private static String checked(Host host, String user) {
        if (USER.matcher(user).matches()) {
            return user;
        }
        throw problem(host, "Not a user name", "'" + user + "'", "give sudo: true, or the name of a user");
    }

    private static ProblemException notYet(Host host, String by) {
        return problem(host, "Not available yet: " + by, by, "use sudo:");
    }

    /** Why there is no shell, from what was said instead. */
    static ProblemException refused(Host host, Identity identity, String said) {
        return switch (identity) {
            case Identity.Sudo(String user) -> sudo(host, user, said);
            case Identity.Login _, Identity.Su _, Identity.Doas _ ->
                problem(host, "The host gives no shell", said, "let this user's login shell run: exec sh");
        };
    }

    private static ProblemException sudo(Host host, String user, String said) {
        if (has(said, "password is required|terminal is required|authentication is required|no tty present|askpass")) {
            return problem(host, "Sudo asks for a password", said, "allow this user NOPASSWD in the host's sudoers");
        }
        if (has(said, "must have a tty|requiretty")) {
            return problem(host, "Sudo wants a terminal", said, "take requiretty out of the host's sudoers");
        }
        if (has(said, "unknown user|unknown uid|no passwd entry")) {
            return problem(host, "No such user: " + user, said, "create the user first, or correct the name");
        }
        if (has(said, "not in the sudoers|not allowed|may not run")) {
            return problem(
                    host, "Sudo is not allowed", said, "let the host's sudoers allow this user to become " + user);
        }
        if (has(said, "is refused on")) {
            return problem(host, "Sudo is refused", said, "take sudo: away, or use a host of your own");
        }
        if (has(said, "not found|no such file")) {
            return problem(host, "The host has no sudo", said, "install sudo there, or connect as " + user);
        }
        return problem(host, "Sudo gives no shell", said, "try on the host: sudo -n -u " + user + " sh");
    }

    private static boolean has(String said, String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(said).find();
    }

    private static ProblemException problem(Host host, String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.host(host.name()), detail, attempt));
    }
}

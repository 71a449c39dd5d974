package groovyinfra.connect.ssh.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand behind the keywords that we obey, as OpenSSH has it: a line of any host that says something else is wrong. */
final class Values {
    private static final Form FLAG = new Form("(?i)yes|no|true|false", "write yes or no");
    private static final Form NUMBER = new Form("\\d{1,9}", "write a number");
    private static final Form TIME = new Form("none|(\\d{1,6}[sSmMhHdDwW]?)+", "write a time such as 30 or 1m30s");
    private static final Map<String, Form> FORMS = Map.of(
            "identitiesonly", FLAG,
            "hashknownhosts", FLAG,
            "stricthostkeychecking",
                    new Form("(?i)yes|no|true|false|off|ask|accept-new", "write yes, accept-new or no"),
            // Names of services are left to those hosts that the line is for.
            "port", new Form("0*[1-9]\\d{0,4}|[A-Za-z][A-Za-z0-9-]*", "write a number from 1 to 65535"),
            "connecttimeout", TIME,
            "serveraliveinterval", TIME,
            "serveralivecountmax", NUMBER,
            "connectionattempts", NUMBER);
    private static final Set<String> ONE_WORD =
            Set.of("user", "hostname", "hostkeyalias", "identityfile", "identityagent", "certificatefile");

    private Values() {}

    /** Values of one kind. */
    private record Form(Pattern pattern, String attempt) {
        Form(String pattern, String attempt) {
            this(Pattern.compile(pattern), attempt);
        }
    }

    /** What to write instead, where the line is wrong. */
    static Optional<String> attempt(Directive line) {
        String keyword = line.name().toLowerCase(Locale.ROOT);
        Form form = FORMS.get(keyword);
        List<String> words = line.words();
        if (words.size() != 1 && (form != null || ONE_WORD.contains(keyword))) {
            return Optional.of("write one word; put one with spaces into quotes");
        }
        return form == null || form.pattern.matcher(line.value()).matches()
                ? Optional.empty()
                : Optional.of(form.attempt);
    }
}

package groovyinfra.connect.ssh;

import groovyinfra.connect.ssh.config.Directive;
import groovyinfra.connect.ssh.config.Patterns;
import groovyinfra.connect.ssh.config.Settled;
import groovyinfra.model.Problem;
import groovyinfra.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What OpenSSH's configuration says and is not obeyed, so that somebody may be told. Used by many threads at once. */
final class Unobeyed {
    private static final Set<String> OBEYED = Set.of(
            "certificatefile",
            "ciphers",
            "connectionattempts",
            "connecttimeout",
            "globalknownhostsfile",
            "hashknownhosts",
            "hostkeyalgorithms",
            "hostkeyalias",
            "hostname",
            "identitiesonly",
            "identityagent",
            "identityfile",
            "ignoreunknown",
            "kexalgorithms",
            "macs",
            "port",
            "proxycommand",
            "proxyjump",
            "sendenv",
            "serveralivecountmax",
            "serveraliveinterval",
            "setenv",
            "stricthostkeychecking",
            "user",
            "userknownhostsfile");
    /** They concern terminals, displays, how ssh shares its connections, and what it prints; or are done in any case. */
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "controlmaster",
            "controlpath",
            "controlpersist",
            "enableescapecommandline",
            "escapechar",
            "forwardx11timeout",
            "forwardx11trusted",
            "gssapiauthentication",
            "gssapidelegatecredentials",
            "loglevel",
            "requesttty",
            "tcpkeepalive",
            "visualhostkey",
            "xauthlocation");
    /** For these, yes is what happens. */
    private static final Set<String> ON =
            Set.of("pubkeyauthentication", "passwordauthentication", "kbdinteractiveauthentication");
    /** For these, no is what happens. */
    private static final Set<String> OFF = Set.of(
            "addkeystoagent",
            "batchmode",
            "canonicalizefallbacklocal",
            "canonicalizehostname",
            "challengeresponseauthentication",
            "checkhostip",
            "clearallforwardings",
            "compression",
            "enablesshkeysign",
            "exitonforwardfailure",
            "forkafterauthentication",
            "forwardagent",
            "forwardx11",
            "gatewayports",
            "gssapikeyexchange",
            "gssapirenewalforcesrekey",
            "gssapitrustdns",
            "hostbasedauthentication",
            "nohostauthenticationforlocalhost",
            "obscurekeystroketiming",
            "permitlocalcommand",
            "proxyusefdpass",
            "refuseconnection",
            "rhostsrsaauthentication",
            "rsaauthentication",
            "stdinnull",
            "streamlocalbindunlink",
            "tunnel",
            "updatehostkeys",
            "useprivilegedport",
            "useroaming",
            "verifyhostkeydns",
            "warnweakcrypto");

    private static final List<Algorithms> ALGORITHMS = List.of(
            new Algorithms("KexAlgorithms", LeanConfig::exchanges),
            new Algorithms("HostKeyAlgorithms", LeanConfig::hostKeys),
            new Algorithms("Ciphers", LeanConfig::ciphers),
            new Algorithms("MACs", LeanConfig::macs));

    private record Algorithms(String keyword, Supplier<Selection<?>> selection) {}

    private final Consumer<Problem> warnings;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Directive> ignored = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Directive> unsafe = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Problem> strange = new ConcurrentLinkedQueue<>();

    Unobeyed(Consumer<Problem> warnings) {
        this.warnings = warnings;
    }

    /** Notes what is new among the lines that apply to a host. */
    void look(Settled settled) {
        List<String> unknown = settled.all("IgnoreUnknown").stream()
                .flatMap(line -> line.words().stream())
                .flatMap(word -> List.of(word.split(",")).stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        settled.directives().stream()
                .filter(line -> !isObeyed(line) && !Patterns.match(unknown, name(line)) && seen.add(line.shown()))
                .forEach(ignored::add);
        settled.unsupported().stream().filter(line -> seen.add(line.shown())).forEach(ignored::add);
        ALGORITHMS.forEach(kind -> settled.first(kind.keyword)
                .filter(line -> seen.add(line.shown()))
                .ifPresent(line -> look(line, kind.selection.get())));
    }

    private void look(Directive line, Selection<?> selection) {
        for (String name : selection.strange(line.value())) {
            strange.add(new Problem(
                    "Algorithm is not known",
                    Problem.Where.at(line.at()),
                    line.name() + ": '" + name + "'",
                    Suggestion.attempt(name, selection.names(), "correct the name, or take it out")));
        }
    }

    /** Notes that host keys are not looked at because of this line. */
    void unsafe(Directive line) {
        if (seen.add(line.shown())) {
            unsafe.add(line);
        }
    }

    /** Tells what was noted since the last time. */
    void warn() {
        for (Problem name = strange.poll(); name != null; name = strange.poll()) {
            warnings.accept(name);
        }
        warn(ignored, "Not supported in ssh's configuration", "if a host needs it, set what it does under `ssh:`");
        warn(unsafe, "Host keys are not checked", "write accept-new instead of no");
    }

    private void warn(ConcurrentLinkedQueue<Directive> queue, String summary, String attempt) {
        List<Directive> lines = new ArrayList<>();
        for (Directive line = queue.poll(); line != null; line = queue.poll()) {
            lines.add(line);
        }
        if (!lines.isEmpty()) {
            String names = lines.stream().map(Directive::shown).collect(Collectors.joining(", "));
            warnings.accept(
                    new Problem(summary, Problem.Where.at(lines.getFirst().at()), names, attempt));
        }
    }

    private static boolean isObeyed(Directive line) {
        String name = name(line);
        return OBEYED.contains(name)
                || WITHOUT_MEANING.contains(name)
                || (ON.contains(name) && line.value().equalsIgnoreCase("yes"))
                || (OFF.contains(name) && line.value().equalsIgnoreCase("no"));
    }

    private static String name(Directive line) {
        return line.name().toLowerCase(Locale.ROOT);
    }
}

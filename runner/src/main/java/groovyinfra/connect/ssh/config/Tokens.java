package groovyinfra.connect.ssh.config;

import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the {@code %h}, {@code %u} and their like of OpenSSH's configuration stand for.
 *
 * @param localUser who runs us
 * @param original the host as it was given
 * @param host what {@code HostName} made of it
 * @param user who logs in there
 * @param alias the name that its key is known by
 * @param jump the server next to it, on the way there; empty where there is none
 */
public record Tokens(
        String localUser, Path home, String original, String host, int port, String user, String alias, String jump) {
    private static final Pattern TOKEN = Pattern.compile("%(.?)");
    private static final String SHELL_SIGNS = "'`\"$;&<>|(){}*?[]~#!";

    /**
     * The text with its tokens replaced; {@code %%} is a percent sign.
     *
     * @param where the text was written
     * @throws ProblemException for a token that is not known
     */
    public String in(String text, Problem.Where where) {
        return replaced(text, where, (_, value) -> value);
    }

    /**
     * What {@code HostName} makes of the name that was given: it knows {@code %h} and {@code %%} only.
     *
     * @throws ProblemException for other tokens
     */
    public static String hostName(Directive line, String original) {
        return TOKEN.matcher(line.value()).replaceAll(token -> switch (token.group(1)) {
            case "h" -> Matcher.quoteReplacement(original);
            case "%" -> "%";
            default ->
                throw new ProblemException(new Problem(
                        "Line of ssh's configuration is wrong",
                        Problem.Where.at(line.at()),
                        line.name() + " " + line.text(),
                        "write %h for the name that was given, and %% for a percent sign; there are no others here"));
        });
    }

    private String replaced(String text, Problem.Where where, BiFunction<Character, String, String> look) {
        return TOKEN.matcher(text).replaceAll(found -> {
            char token = found.group(1).isEmpty() ? 0 : found.group(1).charAt(0);
            String value = value(token)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            "No such token",
                            where,
                            found.group() + " in: " + text,
                            "write one of %C %d %h %i %j %k %L %l %n %p %r %u, or %% for a percent sign")));
            return Matcher.quoteReplacement(look.apply(token, value));
        });
    }

    /**
     * A command with its tokens replaced, as a shell may have it.
     *
     * @param where the command was written
     * @throws ProblemException for a token that is not known, and for names that would mean something to the shell
     */
    public String inCommand(String command, Problem.Where where) {
        return replaced(command, where, (token, value) -> {
            if (!isHarmless(token, value)) {
                throw new ProblemException(new Problem(
                        "Name is not safe in a command",
                        where,
                        "%" + token + " is '" + value + "' in: " + command,
                        "give host and user names without signs that a shell understands"));
            }
            return value;
        });
    }

    // Users of a domain are DOMAIN\name.
    private static boolean isHarmless(char token, String value) {
        return switch (token) {
            case 'h', 'j', 'k', 'n' -> isHarmless(value) && value.indexOf('\\') < 0;
            case 'r' -> isHarmless(value) && !value.endsWith("\\");
            default -> true;
        };
    }

    private static boolean isHarmless(String name) {
        return !name.startsWith("-")
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == ' ' || SHELL_SIGNS.indexOf(c) >= 0);
    }

    private Optional<String> value(char token) {
        return Optional.ofNullable(
                switch (token) {
                    case '%' -> "%";
                    case 'C' -> hash(localHost() + host + port + user + jump);
                    case 'd' -> home.toString();
                    case 'h' -> host;
                    case 'i' -> String.valueOf(ThisProcess.UID);
                    case 'j' -> jump;
                    case 'k' -> alias;
                    case 'L' -> localHost().split("\\.", 2)[0];
                    case 'l' -> localHost();
                    case 'n' -> original;
                    case 'p' -> String.valueOf(port);
                    case 'r' -> user;
                    case 'u' -> localUser;
                    default -> null;
                });
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}

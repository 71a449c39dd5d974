package groovyinfra.connect.ssh;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That client and server have no algorithm of one kind in common.
 *
 * @param kind as the library calls it
 * @param offered by the server
 */
record Disagreement(String kind, List<String> offered) {
    private static final Pattern MESSAGE =
            Pattern.compile("settlement of (?:Client2Server|Server2Client)?(\\w+)Algorithms: \\[.*] and \\[(.*)]");

    /** The one that a message of the library is about. */
    static Optional<Disagreement> in(String message) {
        Matcher match = MESSAGE.matcher(message);
        return match.find()
                ? Optional.of(
                        new Disagreement(match.group(1), List.of(match.group(2).split(", "))))
                : Optional.empty();
    }

    /** What to do about it. */
    String attempt() {
        String modern = "enable a modern algorithm on the server, such as curve25519-sha256 or aes128-gcm";
        return line().map(line -> modern + "; where that cannot be, write into ~/.ssh/config: " + line)
                .orElse(modern);
    }

    private Optional<String> line() {
        return switch (kind) {
            case "KeyExchange" -> line("KexAlgorithms", LeanConfig.exchanges());
            case "HostKey" -> line("HostKeyAlgorithms", LeanConfig.hostKeys());
            case "Cipher" -> line("Ciphers", LeanConfig.ciphers());
            case "MAC" -> line("MACs", LeanConfig.macs());
            default -> Optional.empty();
        };
    }

    private Optional<String> line(String keyword, Selection<?> selection) {
        return offered.stream().filter(selection::knows).findFirst().map(name -> keyword + " +" + name);
    }
}

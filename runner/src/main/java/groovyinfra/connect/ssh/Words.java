package groovyinfra.connect.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;

/** What errors of the library and of the system mean, in words for people. */
final class Words {
    // The reader of a connection closes it when the server has; who writes at that moment finds it closed.
    private static final List<String> HANG_UPS = List.of("reset", "pipe", "Socket closed");

    private static final Pattern DATES = Pattern.compile(".*Certificate is valid (before|after) (.*), today is .*");
    private static final int GOODBYE_MILLIS = 500;

    private Words() {}

    /**
     * What the connection died of, if it did. Who writes while its reader finds it dead learns only that it is closed; the reader
     * knows why.
     */
    static Optional<Exception> death(SSHClient client) {
        try {
            client.getTransport().join(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TransportException death) {
            return death.getCause() instanceof TimeoutException ? Optional.empty() : Optional.of(death);
        }
    }

    /** What it means that a connection ended with this message, which may be none. */
    static String end(String message) {
        return message == null || message.isBlank() ? "the connection was closed" : of(new IOException(message));
    }

    /** The nearest to the cause, in one line without class names. */
    static String of(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? ""
                : cause.getMessage().lines().findFirst().orElse("");
        return switch (message) {
            case "Broken transport; encountered EOF" -> "the server closed the connection";
            case "Server closed connection during identification exchange" ->
                "the server closed the connection at once";
            case "Connection reset", "Connection reset by peer" -> "the server reset the connection";
            case "Broken pipe" -> "the connection is broken";
            case "Socket closed", "Disconnected" -> "the connection was closed";
            case "" -> cause.getClass().getSimpleName();
            default -> dated(message);
        };
    }

    /** What the library says of the dates of a host's certificate; all else as it is. */
    private static String dated(String message) {
        Matcher dates = DATES.matcher(message);
        if (!dates.matches()) {
            return message;
        }
        return dates.group(1).equals("before")
                ? "the certificate of its host key has expired: it was valid until " + dates.group(2)
                : "the certificate of its host key is not valid yet: it begins at " + dates.group(2);
    }

    /** Whether the server hung up, which it does where too many come at once. */
    static boolean hangUp(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException
                    || message.contains("encountered EOF")
                    || message.contains("closed connection during identification")
                    || (cause instanceof SocketException && HANG_UPS.stream().anyMatch(message::contains))) {
                return true;
            }
        }
        return false;
    }
}

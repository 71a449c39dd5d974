package groovyinfra.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import groovyinfra.connect.ssh.Farewell;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/** What the libraries log: nothing, unless {@code --debug} is given. */
final class Diagnostics {
    private Diagnostics() {}

    /** From now on, all of it is shown, without secrets. */
    static void show(PrintStream err, UnaryOperator<String> mask) {
        Logger root = root();
        Lines lines = new Lines(err, mask);
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.detachAndStopAllAppenders();
        root.setLevel(Level.DEBUG);
        root.addAppender(lines);
    }

    /** From now on, nothing is shown. */
    static void hide() {
        Logger root = root();
        root.setLevel(Level.OFF);
        root.detachAndStopAllAppenders();
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /** One line for each message. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final PrintStream err;
        private final UnaryOperator<String> mask;

        Lines(PrintStream err, UnaryOperator<String> mask) {
            this.err = err;
            this.mask = mask;
        }

        @Override
        protected void append(ILoggingEvent event) {
            Optional<Throwable> cause = cause(event);
            // The library takes every end of a connection for an error; one that is ours is none.
            boolean ours = cause.filter(Farewell.class::isInstance).isPresent();
            String text = Instant.ofEpochMilli(event.getTimeStamp()) + " " + (ours ? Level.DEBUG : event.getLevel())
                    + " " + event.getLoggerName() + " [" + event.getThreadName() + "] " + event.getFormattedMessage();
            err.println(mask.apply(text + (ours ? "" : cause.map(Lines::trace).orElse(""))));
        }

        private static Optional<Throwable> cause(ILoggingEvent event) {
            return event.getThrowableProxy() instanceof ThrowableProxy proxy
                    ? Optional.of(proxy.getThrowable())
                    : Optional.empty();
        }

        private static String trace(Throwable cause) {
            StringWriter text = new StringWriter();
            cause.printStackTrace(new PrintWriter(text));
            return "\n" + text.toString().stripTrailing();
        }
    }
}

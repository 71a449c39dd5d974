package groovyinfra.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
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
            String text = Instant.ofEpochMilli(event.getTimeStamp()) + " " + event.getLevel() + " "
                    + event.getLoggerName() + " [" + event.getThreadName() + "] " + event.getFormattedMessage();
            err.println(mask.apply(text + cause(event)));
        }

        private static String cause(ILoggingEvent event) {
            if (event.getThrowableProxy() instanceof ch.qos.logback.classic.spi.ThrowableProxy proxy) {
                StringWriter text = new StringWriter();
                proxy.getThrowable().printStackTrace(new PrintWriter(text));
                return "\n" + text.toString().stripTrailing();
            }
            return "";
        }
    }
}

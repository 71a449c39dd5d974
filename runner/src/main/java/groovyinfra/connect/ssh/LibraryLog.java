package groovyinfra.connect.ssh;

import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventBuilder;

/** What the library logs. It takes every end of a connection for an error; one that is ours is none. */
final class LibraryLog extends LegacyAbstractLogger {
    /** For all that the library logs. */
    static final LoggerFactory FACTORY = new LoggerFactory() {
        @Override
        public Logger getLogger(String name) {
            return new LibraryLog(DEFAULT.getLogger(name));
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return new LibraryLog(DEFAULT.getLogger(type));
        }
    };

    private final transient Logger log;

    private LibraryLog(Logger log) {
        this.name = log.getName();
        this.log = log;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable cause) {
        boolean ours = cause instanceof Farewell;
        LoggingEventBuilder line = log.atLevel(ours ? Level.DEBUG : level).setMessage(pattern);
        if (arguments != null) {
            for (Object argument : arguments) {
                line = line.addArgument(argument);
            }
        }
        (ours ? line : line.setCause(cause)).log();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LibraryLog.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }
}

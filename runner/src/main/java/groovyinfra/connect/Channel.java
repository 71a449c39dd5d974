package groovyinfra.connect;

import groovyinfra.model.Exit;
import java.io.InputStream;
import java.io.OutputStream;

/** A running command as a stream of bytes each way. Reading blocks; an interrupt ends it. */
public interface Channel extends AutoCloseable {

    /** To the command's standard input; unbuffered: one write is one message. */
    OutputStream stdin();

    /** From its standard output. */
    InputStream stdout();

    /** From its standard error. */
    InputStream stderr();

    /** Waits for the end. */
    Exit exit() throws InterruptedException;

    /** Closes the stream; the command may go on. Never blocks for long. */
    @Override
    void close();
}

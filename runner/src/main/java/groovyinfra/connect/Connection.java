package groovyinfra.connect;

import java.io.IOException;

/** An open way to one host. */
public interface Connection extends AutoCloseable {

    /** Starts a command under the user's login shell, which may be any shell: only {@code exec sh} is asked of it. */
    Channel spawn(String command) throws IOException;

    /** Whether the host is still there, as far as is known. */
    boolean isOpen();

    /** Closes it with all its channels; never blocks for long. */
    @Override
    void close();
}

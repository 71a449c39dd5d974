package groovyinfra.connect.ssh.config;

import com.sun.security.auth.module.UnixSystem;

/** What OpenSSH would know of itself in our place. */
public final class ThisProcess {
    /** The number of its user. */
    public static final int UID = (int) new UnixSystem().getUid();

    private ThisProcess() {}
}

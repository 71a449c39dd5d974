package groovyinfra.connect.ssh.config;

import com.sun.security.auth.module.UnixSystem;

/** What OpenSSH would know of itself in our place. */
final class ThisProcess {
    /** The number of its user. */
    static final int UID = (int) new UnixSystem().getUid();

    private ThisProcess() {}
}

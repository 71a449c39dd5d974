package groovyinfra.connect.ssh;

import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthImpl;

/** The service that lets users in. It passes over banners: nobody reads them here, and the library gives up at one of 32 kB. */
final class Reception extends UserAuthImpl {
    Reception(Transport transport) {
        super(transport);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message != Message.USERAUTH_BANNER) {
            super.handle(message, packet);
        }
    }
}

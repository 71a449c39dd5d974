package groovyinfra.connect.inside;

import groovyinfra.connect.Becoming;
import groovyinfra.connect.Connection;
import groovyinfra.connect.Connector;
import groovyinfra.connect.UserPasswords;
import groovyinfra.model.Host;
import groovyinfra.model.Identity;
import java.util.Optional;

/** Reaches containers and directory trees of this machine, and of hosts that are reached by ssh. */
public final class InsideConnector implements Connector {
    private final Connector local;
    private final Connector ssh;
    private final UserPasswords passwords;

    /** By way of these. */
    public InsideConnector(Connector local, Connector ssh, UserPasswords passwords) {
        this.local = local;
        this.ssh = ssh;
        this.passwords = passwords;
    }

    @Override
    public String name() {
        return "chroot:DIR, docker:NAME, podman:NAME, ssh:HOST/docker:NAME";
    }

    @Override
    public boolean reaches(Host host) {
        return Place.of(host).isPresent();
    }

    /** The host around, if the host stands inside of one that is reached by ssh. */
    public static Optional<Host> around(Host host) {
        return Place.of(host).flatMap(Place::around);
    }

    @Override
    public Connection open(Host host) {
        Place place = Place.of(host).orElseThrow();
        Host outer = place.around().orElse(host);
        Connection base = place.around().isPresent() ? ssh.open(outer) : local.open(outer);
        boolean open = false;
        try {
            Connection entered = place.sudo() ? Becoming.tried(outer, base, Identity.root(), passwords) : base;
            Connection inside = switch (place.kind()) {
                case CHROOT -> Tree.enter(place, entered);
                case DOCKER, PODMAN -> Container.enter(place, entered);
            };
            open = true;
            return inside;
        } finally {
            if (!open) {
                base.close();
            }
        }
    }
}

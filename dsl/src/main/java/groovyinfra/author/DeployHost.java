package groovyinfra.author;

import groovyinfra.model.Host;
import java.util.List;

/** A host as scripts see it. */
public final class DeployHost {
    private final Host host;
    private final Program program;
    private Data data;

    DeployHost(Host host, Program program) {
        this.host = host;
        this.program = program;
    }

    /** Its name in the inventory. */
    public String getName() {
        return host.name();
    }

    /** The host name or IP address to connect to. */
    public String getAddress() {
        return host.address();
    }

    /** The groups that it is in, nearest first. */
    public List<String> getGroups() {
        return host.groups();
    }

    /** Whether it is in the group, directly or through another one. */
    public boolean inGroup(String group) {
        return host.inGroup(group);
    }

    /** Its data from the inventory; a key that is not there is an error. */
    public Data getData() {
        if (data == null) {
            data = Data.of(host.name(), host.data());
        }
        return data;
    }

    /** What the host has published under the name; waits until it is there. */
    public Object published(String name) {
        return program.published(host, name);
    }

    Host host() {
        return host;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeployHost that && host.name().equals(that.host.name());
    }

    @Override
    public int hashCode() {
        return host.name().hashCode();
    }

    @Override
    public String toString() {
        return host.name();
    }
}

package groovyinfra.cli;

import picocli.CommandLine.Mixin;

/** Flags of all commands that work on hosts. */
final class WorkFlags {
    @Mixin
    private HostFlags hosts = new HostFlags();

    @Mixin
    private LoginFlags login = new LoginFlags();

    @Mixin
    private OutputFlags output = new OutputFlags();

    HostFlags hosts() {
        return hosts;
    }

    LoginFlags login() {
        return login;
    }

    OutputFlags output() {
        return output;
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What tools are given to work with: some hosts of a fleet, as an inventory in the language of each, and the deploy files. */
record Bench(Path home, Path folder, Fleet fleet, int count) {
    private static final int OPERATIONS = 20;

    List<Fleet.Member> hosts() {
        return fleet.first(count);
    }

    String groovyInfra() {
        return home.resolve("groovy-infra").toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The folder on the hosts, which share a file system; each has a part of its own. */
    Path site() {
        return folder.resolve("site");
    }

    void clearSite() throws Exception {
        new ProcessBuilder("rm", "-rf", site().toString()).start().waitFor();
    }

    void prepare() throws IOException {
        write(
                "ssh_config",
                """
                Host *
                  User %s
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  LogLevel ERROR
                  # The fastest: OpenSSH's own first choice costs both sides far more.
                  KexAlgorithms curve25519-sha256
                """.formatted(System.getProperty("user.name"), fleet.key(), file("known_hosts"))
                        + each(
                                "",
                                host -> "Host %s\n  HostName %s\n  Port %d\n"
                                        .formatted(host.name(), host.address(), host.port())));
        write("known_hosts", knownHosts());
        write("names", each("", host -> host.name() + "\n"));
        write(
                "hosts.yaml",
                "ssh: {user: %s, key: %s, hostKeys: insecure}\nhosts:\n".formatted(user(), fleet.key())
                        + each(
                                "",
                                host -> "  %s: {address: %s, ssh: {port: %d}}\n"
                                        .formatted(host.name(), host.address(), host.port())));
        write(
                "hosts.ini",
                each(
                                "",
                                host -> "%s ansible_host=%s ansible_port=%d\n"
                                        .formatted(host.name(), host.address(), host.port()))
                        + "[all:vars]\nansible_user=%s\nansible_python_interpreter=/usr/bin/python3\n"
                                .formatted(user()));
        write(
                "hosts.py",
                "hosts = [\n"
                        + each(
                                "",
                                host ->
                                        "  ('%s', {'ssh_hostname': '%s', 'ssh_port': %d, 'ssh_user': '%s', 'ssh_key': '%s', 'ssh_known_hosts_file': '%s'}),\n"
                                                .formatted(
                                                        host.name(),
                                                        host.address(),
                                                        host.port(),
                                                        user(),
                                                        fleet.key(),
                                                        file("known_hosts")))
                        + "]\n");
        deployFiles();
        playbooks();
        pyinfra();
    }

    private void deployFiles() throws IOException {
        write("nothing.groovy", "println 'nothing to do'\n");
        write("sleep.groovy", "(1..%d).each { server.shell 'sleep 1.5', name: \"Sleep $it\" }\n".formatted(OPERATIONS));
        write("files.groovy", """
            def site = "%s/${host.name}"
            (1..6).each { files.directory "$site/folder-$it", mode: '0755' }
            (1..6).each { files.file "$site/folder-$it/page", content: "page $it of ${host.name}\\nline $it\\n", mode: '0644' }
            (1..6).each { files.line "$site/folder-$it/page", "line $it" }
            files.link "$site/current", target: "$site/folder-1"
            apt.packages 'openssh-server'
            """.formatted(site()));
    }

    private void playbooks() throws IOException {
        String head = "- hosts: all\n  gather_facts: false\n  tasks:\n";
        write("sleep.yml", head + repeat(OPERATIONS, number -> "  - raw: sleep 1.5\n"));
        write(
                "files.yml",
                head
                        + "  - file: {path: '%1$s/{{ inventory_hostname }}', state: directory}\n".formatted(site())
                        + repeat(
                                5,
                                number ->
                                        "  - file: {path: '%s/{{ inventory_hostname }}/folder-%d', state: directory, mode: '0755'}\n"
                                                .formatted(site(), number))
                        + repeat(
                                6,
                                number ->
                                        "  - lineinfile: {path: '%s/{{ inventory_hostname }}/folder-%d/page', line: 'page %d', create: true}\n"
                                                .formatted(site(), Math.min(number, 5), number))
                        + repeat(
                                6,
                                number ->
                                        "  - lineinfile: {path: '%s/{{ inventory_hostname }}/folder-%d/page', line: 'line %d'}\n"
                                                .formatted(site(), Math.min(number, 5), number))
                        + "  - file: {path: '%1$s/{{ inventory_hostname }}/current', src: '%1$s/{{ inventory_hostname }}/folder-1', state: link}\n"
                                .formatted(site())
                        + "  - apt: {name: openssh-server}\n");
        write("ansible.cfg", """
            [defaults]
            inventory = hosts.ini
            forks = %d
            host_key_checking = true
            gathering = explicit
            timeout = 60
            interpreter_python = /usr/bin/python3
            [ssh_connection]
            pipelining = true
            ssh_args = -F %s -o ControlMaster=auto -o ControlPersist=60s
            control_path_dir = %s
            """.formatted(Math.min(count, 50), file("ssh_config"), file("cp")));
    }

    private void pyinfra() throws IOException {
        write(
                "sleep.py",
                "from pyinfra.operations import server\nfor number in range(%d):\n    server.shell(name=f'Sleep {number}', commands=['sleep 1.5'])\n"
                        .formatted(OPERATIONS));
        write("files.py", """
            from io import StringIO
            from pyinfra import host
            from pyinfra.operations import apt, files
            site = '%s/' + host.name
            for number in range(1, 7):
                files.directory(path=f'{site}/folder-{number}', mode='755')
            for number in range(1, 7):
                files.put(src=StringIO(f'page {number} of {host.name}\\nline {number}\\n'), dest=f'{site}/folder-{number}/page', mode='644')
            for number in range(1, 7):
                files.line(path=f'{site}/folder-{number}/page', line=f'line {number}')
            files.link(path=f'{site}/current', target=f'{site}/folder-1')
            apt.packages(packages=['openssh-server'])
            """.formatted(site()));
    }

    private String knownHosts() throws IOException {
        String key = fleet.hostKey();
        return each("", host -> "[%s]:%d %s\n".formatted(host.address(), host.port(), key));
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    private String each(String between, Function<Fleet.Member, String> shown) {
        return hosts().stream().map(shown).collect(Collectors.joining(between));
    }

    private static String repeat(int times, Function<Integer, String> shown) {
        return java.util.stream.IntStream.rangeClosed(1, times)
                .mapToObj(shown::apply)
                .collect(Collectors.joining());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }
}

package groovyinfra.endtoend

import groovy.transform.Synchronized
import java.nio.file.Files
import java.nio.file.Path
import org.opentest4j.TestAbortedException

/**
 * Real hosts on this machine, by {@code spec/fleet/fleet}: started once for all specs that ask, ended with the tests. Where they cannot be
 * had, a spec that asks is skipped, and fails in continuous integration.
 */
class Fleet {
    private static final Path SCRIPT = Path.of(System.getProperty('project.root'), 'spec', 'fleet', 'fleet').toRealPath()
    private static final Map<String, List<Machine>> UP = [:]

    /** Separate little Debians h1, h2, h3, with systemd, apt, sudo; as the last user left them, or after {@link Machine#reset} like new. */
    static Machine separate(int number) {
        require(separateProblem())
        up('separate', ['3', '0'])[number - 1]
    }

    /** Many addresses of this machine; they share its files, and the user is the one who runs the tests. */
    static List<Machine> thin(int count) {
        require(missing(['sshd', 'ssh-keygen', 'flock']))
        up("thin $count", ['0', "$count"])
    }

    /** Skips the running feature where something is missing, or fails it in continuous integration. */
    static void require(String problem) {
        if (problem && System.getenv('CI') == 'true') throw new AssertionError((Object) "cannot run here: $problem")
        if (problem) throw new TestAbortedException("skipped: $problem")
    }

    @Synchronized
    private static List<Machine> up(String kind, List<String> hosts) {
        UP.computeIfAbsent(kind) {
            def folder = Path.of(script(['up', "${ProcessHandle.current().pid()}", *hosts]).trim())
            Runtime.runtime.addShutdownHook(new Thread({ script(['down', "$folder"]) }))
            script(['list', "$folder"]).readLines()*.tokenize(' ').collect { name, address, port ->
                new Machine(name, address, port as int, folder)
            }
        }
    }

    private static String separateProblem() {
        def tools = ['sshd', 'ssh-keygen', 'flock', 'ip', 'unshare', 'nsenter', 'setsid']
        if (new File('/proc/self').exists() && Files.getOwner(Path.of('/proc/self')).name != 'root') return 'separate hosts need root'
        if (System.getenv('CI') == 'true') return missing(tools + 'debootstrap')
        def cache = System.getenv('FLEET_CACHE')
            ?: (System.getenv('XDG_CACHE_HOME') ?: System.getProperty('user.home') + '/.cache') + '/groovy-infra/fleet'
        def built = new File(cache).listFiles()?.any { new File(it, '.complete').exists() }
        built ? missing(tools) : 'separate hosts need a base tree: spec/fleet/fleet base'
    }

    private static String missing(List<String> tools) {
        def absent = tools.findAll { tool -> !['/usr/sbin', '/sbin', '/usr/bin', '/bin'].any { new File(it, tool).canExecute() } }
        absent ? "missing here: ${absent.join(', ')}" : null
    }

    private static String script(List<?> words) {
        def process = new ProcessBuilder([SCRIPT, *words]*.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        process.outputStream.close()
        def output = process.inputStream.text
        if (process.waitFor() != 0) throw new IllegalStateException("fleet ${words.join(' ')}: exit code ${process.exitValue()}")
        output
    }

    /** A host of the fleet. */
    record Machine(String name, String address, int port, Path folder) {

        /** The private key of root and deploy. */
        Path key() {
            folder.resolve('key')
        }

        /** A known_hosts file with all hosts of the fleet. */
        Path knownHosts() {
            folder.resolve('known_hosts')
        }

        /** Runs a command as root without SSH, to see what really happened; gives its output, fails if it fails. */
        String exec(String... command) {
            script(['exec', folder.toString(), name, *command])
        }

        /** A fresh file system, fresh processes. */
        void reset() {
            script(['reset', folder.toString(), name])
        }
    }
}

package groovyinfra.connect.inside

import groovy.transform.CompileStatic
import groovyinfra.connect.ShellConnector
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import org.opentest4j.TestAbortedException

/** The podman of this machine, with what lets it run inside of other containers. */
@CompileStatic
class RealPodman {
    static final String IMAGE = 'localhost/groovy-infra/bare:spec'
    static final String WHOLE = 'localhost/groovy-infra/busybox:spec'

    /** Finds settings with which it runs here; skips where there are none. */
    static void prepare(ShellConnector around, Path directory) {
        List<String> complaints = []
        for (String runtime : ['crun', 'runc']) {
            around.environment = [CONTAINERS_CONF: settings(directory, runtime).toString(), XDG_RUNTIME_DIR: '/run']
            try {
                whole(around)
                run(around, "podman run --rm --network host $WHOLE true")
                return
            } catch (IllegalStateException broken) {
                complaints << "$runtime: $broken.message".toString()
            }
        }
        throw new TestAbortedException("skipped: podman does not run here: ${complaints.join('; ')}")
    }

    private static Path settings(Path directory, String runtime) {
        def file = directory.resolve("containers.conf.$runtime")
        Files.writeString(file, """[containers]
            default_ulimits = ["nofile=1000:1000", "nproc=1000:1000"]
            netns = "host"
            [engine]
            runtime = "$runtime"
            """.stripIndent())
    }

    /** An image that is nothing but links to what a container mounts. */
    static void image(ShellConnector around, Path directory) {
        def tree = Files.createDirectories(directory.resolve('bare'))
        ['bin', 'sbin', 'lib', 'lib64'].each {
            if (!Files.exists(tree.resolve(it), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(tree.resolve(it), Path.of("usr/$it"))
            }
        }
        run(around, "tar -C $tree -c . | podman import - $IMAGE")
    }

    /** An image with busybox. */
    static void whole(ShellConnector around) {
        if (!Trees.possible()) {
            throw new TestAbortedException('skipped: images are made by root')
        }
        def tree = Trees.ofBusybox()
        try {
            run(around, "tar -C $tree.folder -c . | podman import - $WHOLE")
        } finally {
            tree.close()
        }
    }

    static String run(ShellConnector around, String script) {
        def builder = new ProcessBuilder('sh', '-c', script)
        builder.environment().putAll(around.environment)
        def process = builder.start()
        process.outputStream.close()
        def said = new StringBuffer()
        process.consumeProcessErrorStream(said)
        def output = process.inputStream.text
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said.toString().strip())
        }
        output
    }
}

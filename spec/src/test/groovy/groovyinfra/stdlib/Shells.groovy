package groovyinfra.stdlib

import groovyinfra.model.Fact
import java.nio.file.Files
import java.nio.file.Path

/** The shells of this machine that a host could have, to ask facts by; each with the programs that come with it. */
class Shells {
    /** Those that are installed; busybox stands with a folder of its own programs. */
    static List<String> all() {
        ['dash', 'bash', 'busybox'].findAll { onPath(it) }
    }

    /** Asks the fact of this machine. */
    static <T> T ask(String shell, Fact<T> fact) {
        fact.parse(output(shell, fact.command().script()).readLines())
    }

    /** Runs a script; a failure is an exception with what it said. */
    static String output(String shell, String script) {
        def folder = Files.createTempDirectory('shells')
        try {
            def command = shell == 'busybox' ? ['busybox', 'sh', '-c', script] : [shell, '-c', script]
            def builder = new ProcessBuilder(command as List<String>).redirectInput(new File('/dev/null'))
            if (shell == 'busybox') {
                builder.environment().PATH = "${programs(folder)}:${System.getenv('PATH')}".toString()
            }
            def process = builder.start()
            def errors = new StringBuilder()
            def reader = Thread.start { errors << process.errorStream.text }
            def output = process.inputStream.text
            reader.join()
            if (process.waitFor() != 0) {
                throw new IllegalStateException("exit ${process.exitValue()}: $errors")
            }
            output
        } finally {
            folder.toFile().deleteDir()
        }
    }

    private static Path programs(Path folder) {
        def busybox = System.getenv('PATH').split(':').collect { Path.of(it, 'busybox') }.find { Files.isExecutable(it) }
        ['stat', 'readlink', 'tr', 'sha256sum', 'wc', 'find', 'head', 'tar', 'base64', 'id', 'awk', 'grep', 'uname', 'env', 'cat', 'ls', 'date'].each {
            Files.createSymbolicLink(folder.resolve(it), busybox)
        }
        folder
    }

    private static boolean onPath(String program) {
        System.getenv('PATH').split(':').any { Files.isExecutable(Path.of(it, program)) }
    }
}

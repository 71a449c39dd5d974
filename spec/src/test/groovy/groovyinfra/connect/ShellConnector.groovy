package groovyinfra.connect

import groovy.transform.CompileStatic
import groovyinfra.model.Exit
import groovyinfra.model.Host
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import spock.util.concurrent.PollingConditions

/** Processes of this machine, with any shell in place of sh; counts what goes over its channels. */
@CompileStatic
class ShellConnector implements Connector {
    /** All of Debian that can be sh; a missing one is a failure. */
    static final Map<String, String> SHELLS = [
        dash: '/bin/dash', bash: '/bin/bash', ash: '/bin/busybox', ksh: '/bin/ksh93', mksh: '/bin/mksh', lksh: '/bin/lksh',
        zsh: '/bin/zsh', yash: '/usr/bin/yash', posh: '/bin/posh', klibc: '/usr/lib/klibc/bin/sh']

    private static final Path FOLDERS = Files.createTempDirectory('shells').tap { folders ->
        addShutdownHook { folders.toFile().deleteDir() }
    }

    final Path programs = Files.createTempDirectory(FOLDERS, 'programs')
    final Path home
    final AtomicInteger spawned = new AtomicInteger()
    final AtomicInteger writes = new AtomicInteger()
    final List<Process> processes = new CopyOnWriteArrayList<>()
    Map<String, String> environment = [:]
    /** What a server starts with -c and the command: the login shell. */
    String login = 'sh'
    Duration patience = Duration.ofMinutes(1)
    volatile boolean open = true
    private volatile Runnable drop
    /** For how long a session tries to connect again. */
    Duration reconnection = Duration.ZERO
    /** Whether somebody is there when a session connects. */
    volatile boolean away

    ShellConnector(String shell, Path home) {
        this.home = home
        def program = Path.of(SHELLS[shell])
        assert Files.isExecutable(program): "$shell is not installed"
        Files.createSymbolicLink(programs.resolve('sh'), program)
    }

    /** Removes a home that shells still take their own directories out of while they end. */
    static void remove(Path home) {
        new PollingConditions(timeout: 20, delay: 0.05).eventually {
            assert Files.notExists(home) || home.toFile().deleteDir()
        }
    }

    static Host host(String name = 'one', Map<String, Object> settings = [:]) {
        new Host(name, name, 'shell', settings, [:], ['all'], Options.NONE)
    }

    /** Ends the connection without a word: nobody is at the other end of what runs. */
    void drop() {
        drop.run()
    }

    /** Puts a program in front of those of the machine. */
    void program(String name, String script) {
        def file = programs.resolve(name)
        Files.deleteIfExists(file)
        Files.writeString(file, "#!/bin/dash\n$script\n")
        file.toFile().executable = true
    }

    ShellSession session(Map<String, Object> settings = [:]) {
        ShellSession.open(host('one', settings), this)
    }

    @Override
    String name() {
        'shell'
    }

    @Override
    Connection open(Host host) {
        if (away) {
            throw new ProblemException(new Problem('Nobody is there', Problem.Where.NOWHERE, 'away', 'wait'))
        }
        open = true
        List<Process> mine = new CopyOnWriteArrayList<>()
        AtomicBoolean up = new AtomicBoolean(true)
        drop = {
            up.set(false)
            mine.each { [it.outputStream, it.inputStream, it.errorStream]*.close() }
        }
        new Connection() {
            @Override
            Channel spawn(String command) {
                spawned.incrementAndGet()
                def builder = new ProcessBuilder('setsid', login, '-c', command).directory(home.toFile())
                builder.environment().putAll([PATH: "$programs:/usr/bin:/bin:/usr/sbin:/sbin".toString(), HOME: home.toString()])
                builder.environment().putAll(environment)
                def process = builder.start()
                processes << process
                mine << process
                new ProcessChannel(process, writes) {
                    @Override
                    Exit exit() {
                        up.get() ? super.exit() : new Exit.Lost('dropped')
                    }
                }
            }

            @Override
            Duration patience() {
                ShellConnector.this.patience
            }

            @Override
            boolean isOpen() {
                ShellConnector.this.open && up.get()
            }

            @Override
            Duration reconnection() {
                ShellConnector.this.reconnection
            }

            @Override
            void close() {
                ShellConnector.this.open = false
                processes.each { it.outputStream.close() }
            }
        }
    }

    static class ProcessChannel implements Channel {
        final Process process
        final OutputStream stdin

        ProcessChannel(Process process, AtomicInteger writes) {
            this.process = process
            this.stdin = new FilterOutputStream(process.outputStream) {
                @Override
                void write(byte[] bytes, int from, int length) {
                    writes.incrementAndGet()
                    out.write(bytes, from, length)
                    out.flush()
                }
            }
        }

        @Override
        OutputStream stdin() {
            stdin
        }

        @Override
        InputStream stdout() {
            process.inputStream
        }

        @Override
        InputStream stderr() {
            process.errorStream
        }

        @Override
        Exit exit() {
            new Exit.Code(process.waitFor())
        }

        @Override
        void close() {
            try {
                stdin.close()
            } catch (IOException ignored) {
                // the process has ended, and what was left to write is of no use
            }
        }
    }
}

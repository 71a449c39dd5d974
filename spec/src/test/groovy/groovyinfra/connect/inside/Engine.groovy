package groovyinfra.connect.inside

import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path

/**
 * A program in place of docker or podman, for machines where no engine runs: its containers are process groups of this machine, with a
 * home of their own and no boundaries. It says what the real ones say where something is wrong.
 */
@CompileStatic
class Engine {
    private static final String SCRIPT = '''#!/bin/sh
        state=STATE
        echo "$*" >>"$state/words"
        [ -e "$state/fails" ] && { cat "$state/fails" >&2; exit 125; }
        case "$1 $2" in
            'container inspect')
                [ "$3" = -f ] || exit 9
                [ -e "$state/containers/$5" ] || { echo "Error: No such container: $5" >&2; exit 1; }
                cat "$state/containers/$5" ;;
            'run -i')
                [ "$3 $4 $6" = '--rm --name --entrypoint' ] || exit 9
                name=$5 image=$8 shell=$7
                [ -e "$state/images/$image" ] || { echo "Unable to find image '$image' locally" >&2; exit 125; }
                shift 8
                echo true >"$state/containers/$name"
                "$shell" "$@"
                code=$?
                rm -f "$state/containers/$name"
                exit $code ;;
            'exec -i'|'exec -it')
                [ "$(cat "$state/containers/$3" 2>/dev/null)" = true ] || { echo "Error: No such container: $3" >&2; exit 1; }
                container=$3
                shift 3
                INSIDE=$container exec "$@" ;;
            'rm -f')
                rm -f "$state/containers/$3" ;;
            *)
                echo "unknown command: $*" >&2
                exit 9 ;;
        esac
'''

    final Path state

    /** Puts a program of this name into a folder. */
    Engine(Path programs, String name, Path state) {
        this.state = state
        ['images', 'containers'].each { Files.createDirectories(state.resolve(it)) }
        def program = programs.resolve(name)
        Files.writeString(program, SCRIPT.replace('STATE', state.toString()).stripIndent())
        program.toFile().executable = true
    }

    void image(String name) {
        Files.writeString(Files.createDirectories(state.resolve('images')).resolve(name), '')
    }

    void container(String name, boolean running) {
        Files.writeString(state.resolve('containers').resolve(name), "$running\n")
    }

    /** From now on it only says this. */
    void fails(String said) {
        Files.writeString(state.resolve('fails'), said)
    }

    List<String> containers() {
        state.resolve('containers').toFile().list().toList().sort()
    }

    List<String> words() {
        Files.readAllLines(state.resolve('words'))
    }
}

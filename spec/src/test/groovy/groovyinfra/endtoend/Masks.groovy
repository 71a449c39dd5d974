package groovyinfra.endtoend

import java.nio.file.Path

/** Takes out of output what differs from run to run and from machine to machine: times, places, the system. */
class Masks {
    static final Path ROOT = Path.of(System.getProperty('project.root')).toRealPath()

    private Masks() {
    }

    /** The output of a run that had its home and cache below the folder. */
    static String over(Path folder, Object said) {
        said.toString()
            .replace(folder.toString(), 'FOLDER')
            .replace(ROOT.toString() + '/', '')
            // A slow machine is told whom it waits for.
            .replaceAll(/(?m)^waiting for .*\n/, '')
            .replaceAll(/\b\d+ min \d+ s\b|\b\d+(\.\d)? s\b/, 'N s')
            .replaceAll(/(Debian|Ubuntu)[^<]*\d+[^<]*/, 'THIS SYSTEM')
    }
}

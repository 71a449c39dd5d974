package groovyinfra.endtoend

import java.nio.file.Path

/** Takes out of output what differs from run to run and from machine to machine: times, places, the system. */
class Masks {
    static final Path ROOT = Path.of(System.getProperty('project.root')).toRealPath()

    /** A slow machine is told whom it waits for. */
    private static final String WAITING = /(?m)^waiting for .*\n/

    private Masks() {
    }

    /** The output of a run that had its home and cache below the folder. */
    static String over(Path folder, Object said) {
        said.toString()
            .replace(folder.toString(), 'FOLDER')
            .replace(ROOT.toString() + '/', '')
            .replaceAll(WAITING, '')
            .replaceAll(/\b\d+ min \d+ s\b|\b\d+(\.\d)? s\b/, 'N s')
            .replaceAll(/(Debian|Ubuntu)[^<]*\d+[^<]*/, 'THIS SYSTEM')
    }

    /** The output of a run on other machines of a deploy file in the folder: columns of times have any width. */
    static String onHosts(Path folder, String said) {
        said.replace("$folder/", '')
            .replaceAll(WAITING, '')
            .replaceAll(/ *\d+(\.\d+)? (ms|s|min)\b/, '  TIME')
            .replaceAll(/(?m) +$/, '')
    }
}

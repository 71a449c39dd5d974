package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area

/** Debian and Ubuntu packages. */
@CompileStatic
class Apt extends Library {

    /**
     * Installs or removes packages.
     *
     * @param names each "name" or "name=version"
     * @param present false removes them
     */
    @Operation
    void packages(List<String> names, boolean present = true) {
        def installed = fact(new DebPackages())
        def wrong = names.findAll { installed.containsKey(it) != present }
        if (wrong) {
            touches Area.PACKAGES
            run raw('DEBIAN_FRONTEND=noninteractive'), 'apt-get', '-y', present ? 'install' : 'remove', wrong
        }
    }
}

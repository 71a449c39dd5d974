/** Places inside of hosts: containers and directory trees, entered by a program of the host around them. */
package groovyinfra.connect.inside;

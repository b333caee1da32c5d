import com.amazon.randomcutforest.RandomCutForest;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs AWS's forest over points from standard input, one a line, numbers separated by commas.
 *
 *   scores TREES SAMPLES DECAY SEED       prints each point's score, taken before the forest learns it
 *   throughput TREES SAMPLES DECAY SEED   prints points per second of scoring, then of scoring with learning
 */
public final class ForestDriver {
    private static final int ROUNDS = 5;

    public static void main(String[] arguments) throws Exception {
        List<float[]> points = readPoints();
        RandomCutForest forest = forest(arguments, points.get(0).length);
        if (arguments[0].equals("scores")) {
            for (float[] point : points) {
                System.out.println(forest.getAnomalyScore(point));
                forest.update(point);
            }
        } else {
            points.forEach(forest::update);
            double scoring = 0;
            double learning = 0;
            for (int round = 0; round < ROUNDS; round++) {
                scoring = Math.max(scoring, perSecond(points, forest, false));
                learning = Math.max(learning, perSecond(points, forest, true));
            }
            System.out.println(scoring);
            System.out.println(learning);
        }
    }

    private static RandomCutForest forest(String[] arguments, int dimensions) {
        return RandomCutForest.builder().dimensions(dimensions).shingleSize(1)
                .numberOfTrees(Integer.parseInt(arguments[1])).sampleSize(Integer.parseInt(arguments[2]))
                .timeDecay(Double.parseDouble(arguments[3])).randomSeed(Long.parseLong(arguments[4]))
                .parallelExecutionEnabled(false).build();
    }

    private static double perSecond(List<float[]> points, RandomCutForest forest, boolean learn) {
        long startedAt = cpuNanos();
        for (float[] point : points) {
            forest.getAnomalyScore(point);
            if (learn) {
                forest.update(point);
            }
        }
        return points.size() / ((cpuNanos() - startedAt) / 1e9);
    }

    /** Time of the processor, not of the clock: other work on the machine must not count. Garbage collection does. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static List<float[]> readPoints() throws Exception {
        List<float[]> points = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] numbers = line.split(",");
            float[] point = new float[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                point[i] = Float.parseFloat(numbers[i]);
            }
            points.add(point);
        }
        return points;
    }
}

package io.tideline.local.simulator;

/** A point on the earth, in degrees. */
public record Place(double latitude, double longitude) {
    public Place {
        if (!(Math.abs(latitude) <= 90)) {
            throw new BadRequest("Latitude must be in range of -90 to 90°. Given: " + latitude + ".");
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new BadRequest("Longitude must be in range of -180 to 180°. Given: " + longitude + ".");
        }
    }

    /** The middle of the grid cell that the place lies in: what a weather model answers with, not the place that was asked for. */
    Place cell() {
        return new Place(Math.round(latitude * 16) / 16.0, Math.round(longitude * 16) / 16.0);
    }

    /** Metres above the sea; as made up as the rest. */
    double elevation() {
        return Math.round(Math.abs(latitude * 7 + longitude) % 400);
    }
}
